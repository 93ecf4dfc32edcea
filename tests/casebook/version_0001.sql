BEGIN TRANSACTION;
CREATE TABLE claims (
	id VARCHAR(64) NOT NULL, 
	document VARCHAR(64) NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	gate VARCHAR NOT NULL, 
	mode VARCHAR NOT NULL, 
	state VARCHAR, 
	class VARCHAR NOT NULL, 
	origin TEXT NOT NULL, 
	stance VARCHAR NOT NULL, 
	earliest DATE, 
	latest DATE, 
	grain VARCHAR, 
	known DATE, 
	body TEXT NOT NULL, 
	because TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document) REFERENCES documents (digest)
);
INSERT INTO "claims" VALUES('4c95cee5fa2ea8692de982b273bfca1682fa8251a712481b0e2bdd013e8dfb1f','f0a080941a53e276c34aaac7c10d0eaec29fefdf9a53913bc610d18bdda347ef',0,'service','north-gate','rail','running','anonymous','harbour','asserts','2022-01-01','2022-01-01','day','2022-02-02','{"class": "anonymous", "document": "f0a080941a53e276c34aaac7c10d0eaec29fefdf9a53913bc610d18bdda347ef", "gate": "north-gate", "kind": "service", "known": "2022-02-02", "mode": "rail", "number": 0, "origin": "harbour", "quote": {"end": 7, "exact": "train 0", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 0}, "when": {"earliest": "2022-01-01", "grain": "day", "latest": "2022-01-01"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('608fbf863e6ac02def1718b25486e2d7876b338ae2313bdfecb269fda42b300e','f0a080941a53e276c34aaac7c10d0eaec29fefdf9a53913bc610d18bdda347ef',1,'service','south-gate','road','running','anonymous','harbour','asserts','2022-01-02','2022-01-02','day','2022-02-02','{"class": "anonymous", "document": "f0a080941a53e276c34aaac7c10d0eaec29fefdf9a53913bc610d18bdda347ef", "gate": "south-gate", "kind": "service", "known": "2022-02-02", "mode": "road", "number": 1, "origin": "harbour", "quote": {"end": 7, "exact": "train 1", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 1}, "when": {"earliest": "2022-01-02", "grain": "day", "latest": "2022-01-02"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('57c6190bc2a5510b9845a2089e1a884bf70ec9233cc9e89503dab75d47b0d5b6','f0a080941a53e276c34aaac7c10d0eaec29fefdf9a53913bc610d18bdda347ef',2,'service','north-gate','sea','running','anonymous','harbour','asserts','2022-01-03','2022-01-03','day','2022-02-02','{"class": "anonymous", "document": "f0a080941a53e276c34aaac7c10d0eaec29fefdf9a53913bc610d18bdda347ef", "gate": "north-gate", "kind": "service", "known": "2022-02-02", "mode": "sea", "number": 2, "origin": "harbour", "quote": {"end": 7, "exact": "train 2", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 2}, "when": {"earliest": "2022-01-03", "grain": "day", "latest": "2022-01-03"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('dbe9c74984123882131b3c74c782f39a6b891a33988445ccda93fc9fb9dea59d','30b235cda0e124cc69cd6c49b33a04da861ac00bf61cf933f17db289934a2407',0,'service','north-gate','rail','running','anonymous','harbour','asserts','2022-01-01','2022-01-01','day','2022-03-03','{"class": "anonymous", "document": "30b235cda0e124cc69cd6c49b33a04da861ac00bf61cf933f17db289934a2407", "gate": "north-gate", "kind": "service", "known": "2022-03-03", "mode": "rail", "number": 0, "origin": "harbour", "quote": {"end": 7, "exact": "train 0", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 0}, "when": {"earliest": "2022-01-01", "grain": "day", "latest": "2022-01-01"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('ba0a614535ede53cc8050f9c79b9958a0afc6c2a5b0e75bcd4f699176d9c7700','30b235cda0e124cc69cd6c49b33a04da861ac00bf61cf933f17db289934a2407',1,'service','south-gate','road','running','anonymous','harbour','asserts','2022-01-02','2022-01-02','day','2022-03-03','{"class": "anonymous", "document": "30b235cda0e124cc69cd6c49b33a04da861ac00bf61cf933f17db289934a2407", "gate": "south-gate", "kind": "service", "known": "2022-03-03", "mode": "road", "number": 1, "origin": "harbour", "quote": {"end": 7, "exact": "train 1", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 1}, "when": {"earliest": "2022-01-02", "grain": "day", "latest": "2022-01-02"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('bbb45a8b87ad7e09bf39fb2b987f8b3c9c65919e67231be0cbae277d9547f05f','30b235cda0e124cc69cd6c49b33a04da861ac00bf61cf933f17db289934a2407',2,'service','north-gate','sea','running','anonymous','harbour','asserts','2022-01-03','2022-01-03','day','2022-03-03','{"class": "anonymous", "document": "30b235cda0e124cc69cd6c49b33a04da861ac00bf61cf933f17db289934a2407", "gate": "north-gate", "kind": "service", "known": "2022-03-03", "mode": "sea", "number": 2, "origin": "harbour", "quote": {"end": 7, "exact": "train 2", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 2}, "when": {"earliest": "2022-01-03", "grain": "day", "latest": "2022-01-03"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('4fc288d9c2e0453ad21dc5ad8c69a12555409620be4e65a20499a2e2d65378d1','5a325ad47c73d30d8999c554ea060ccc1ba54263eb1a06ce82cd3eb1649c9b1e',0,'service','north-gate','rail','running','anonymous','harbour','asserts','2022-01-01','2022-01-01','day','2022-04-04','{"class": "anonymous", "document": "5a325ad47c73d30d8999c554ea060ccc1ba54263eb1a06ce82cd3eb1649c9b1e", "gate": "north-gate", "kind": "service", "known": "2022-04-04", "mode": "rail", "number": 0, "origin": "harbour", "quote": {"end": 7, "exact": "train 0", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 0}, "when": {"earliest": "2022-01-01", "grain": "day", "latest": "2022-01-01"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('165f948cba5cb9946e0ac0303b1cd4a5f7479784e22fda694142ea4d4b0ae0fe','5a325ad47c73d30d8999c554ea060ccc1ba54263eb1a06ce82cd3eb1649c9b1e',1,'service','south-gate','road','running','anonymous','harbour','asserts','2022-01-02','2022-01-02','day','2022-04-04','{"class": "anonymous", "document": "5a325ad47c73d30d8999c554ea060ccc1ba54263eb1a06ce82cd3eb1649c9b1e", "gate": "south-gate", "kind": "service", "known": "2022-04-04", "mode": "road", "number": 1, "origin": "harbour", "quote": {"end": 7, "exact": "train 1", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 1}, "when": {"earliest": "2022-01-02", "grain": "day", "latest": "2022-01-02"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('08da384f9e06a7322aecd227947b3071fb24d5deba8b7a00c2f0bfbdcad0cc2a','5a325ad47c73d30d8999c554ea060ccc1ba54263eb1a06ce82cd3eb1649c9b1e',2,'service','north-gate','sea','running','anonymous','harbour','asserts','2022-01-03','2022-01-03','day','2022-04-04','{"class": "anonymous", "document": "5a325ad47c73d30d8999c554ea060ccc1ba54263eb1a06ce82cd3eb1649c9b1e", "gate": "north-gate", "kind": "service", "known": "2022-04-04", "mode": "sea", "number": 2, "origin": "harbour", "quote": {"end": 7, "exact": "train 2", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 2}, "when": {"earliest": "2022-01-03", "grain": "day", "latest": "2022-01-03"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('dd45fab8aedf35efafa7ee2ad3185826009022d0cce0ba384548717c9098c9f8','30457827a63efb809f3f40d03c5e2f8a70de55053250d76c04006da24f70f01e',0,'service','north-gate','rail','running','anonymous','harbour','asserts','2022-01-01','2022-01-01','day','2022-05-05','{"class": "anonymous", "document": "30457827a63efb809f3f40d03c5e2f8a70de55053250d76c04006da24f70f01e", "gate": "north-gate", "kind": "service", "known": "2022-05-05", "mode": "rail", "number": 0, "origin": "harbour", "quote": {"end": 7, "exact": "train 0", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 0}, "when": {"earliest": "2022-01-01", "grain": "day", "latest": "2022-01-01"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('a0176fa594e92562eb6ff618fcc2cf0a2216b19cccc8791f335fca116d8cf51f','30457827a63efb809f3f40d03c5e2f8a70de55053250d76c04006da24f70f01e',1,'service','south-gate','road','running','anonymous','harbour','asserts','2022-01-02','2022-01-02','day','2022-05-05','{"class": "anonymous", "document": "30457827a63efb809f3f40d03c5e2f8a70de55053250d76c04006da24f70f01e", "gate": "south-gate", "kind": "service", "known": "2022-05-05", "mode": "road", "number": 1, "origin": "harbour", "quote": {"end": 7, "exact": "train 1", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 1}, "when": {"earliest": "2022-01-02", "grain": "day", "latest": "2022-01-02"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
INSERT INTO "claims" VALUES('6f082ab66e877bda77ee0d2db00dc94e35bb0812b5d6a8e7240b0ccab23b01a3','30457827a63efb809f3f40d03c5e2f8a70de55053250d76c04006da24f70f01e',2,'service','north-gate','sea','running','anonymous','harbour','asserts','2022-01-03','2022-01-03','day','2022-05-05','{"class": "anonymous", "document": "30457827a63efb809f3f40d03c5e2f8a70de55053250d76c04006da24f70f01e", "gate": "north-gate", "kind": "service", "known": "2022-05-05", "mode": "sea", "number": 2, "origin": "harbour", "quote": {"end": 7, "exact": "train 2", "start": 0}, "stance": "asserts", "state": "running", "value": {"trains": 2}, "when": {"earliest": "2022-01-03", "grain": "day", "latest": "2022-01-03"}, "who": "a harbour clerk"}','[{"end": 5, "rule": "en/service", "slot": "state", "start": 0}]');
CREATE TABLE documents (
	digest VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	text_sha256 VARCHAR(64) NOT NULL, 
	published VARCHAR, 
	basis VARCHAR, 
	precision VARCHAR, 
	outlet TEXT, 
	url TEXT, 
	lang VARCHAR NOT NULL, 
	title TEXT, 
	note TEXT, 
	known DATE, 
	recorded DATETIME NOT NULL, 
	reader VARCHAR, 
	PRIMARY KEY (digest)
);
INSERT INTO "documents" VALUES('f0a080941a53e276c34aaac7c10d0eaec29fefdf9a53913bc610d18bdda347ef','단둥 report 1: trains went.
단둥 report 1: trains went.
','7787afc2af72f865b9ee704f281108c88982652d4194afabc1a5596291887ebe','2022-02-02',NULL,NULL,'Harbour Times',NULL,'en',NULL,NULL,'2022-02-02','2026-01-01 00:00:00.000000','yalu 0.1');
INSERT INTO "documents" VALUES('30b235cda0e124cc69cd6c49b33a04da861ac00bf61cf933f17db289934a2407','단둥 report 2: trains went.
단둥 report 2: trains went.
단둥 report 2: trains went.
','04a2336a532a5cc3969ade8a92ec120111ef87689e13e103f4a5e57bb6cc1ff7','2022-03-03',NULL,NULL,'Harbour Times',NULL,'en',NULL,NULL,'2022-03-03','2026-01-02 00:00:00.000000','yalu 0.1');
INSERT INTO "documents" VALUES('5a325ad47c73d30d8999c554ea060ccc1ba54263eb1a06ce82cd3eb1649c9b1e','단둥 report 3: trains went.
단둥 report 3: trains went.
단둥 report 3: trains went.
단둥 report 3: trains went.
','e12855d09e77a559a20dae2aaffe46b90f2dba8a0a903eae96396892d8b2f331','2022-04-04',NULL,NULL,'Harbour Times',NULL,'en',NULL,NULL,'2022-04-04','2026-01-03 00:00:00.000000','yalu 0.1');
INSERT INTO "documents" VALUES('30457827a63efb809f3f40d03c5e2f8a70de55053250d76c04006da24f70f01e','단둥 report 4: trains went.
단둥 report 4: trains went.
단둥 report 4: trains went.
단둥 report 4: trains went.
단둥 report 4: trains went.
','7e00d16f38a3a76c1f1e6d6b8ca5e99c94c6bf93637279b03660f14f0d64cc22','2022-05-05',NULL,NULL,'Harbour Times',NULL,'en',NULL,NULL,'2022-05-05','2026-01-04 00:00:00.000000','yalu 0.1');
CREATE TABLE names (
	name TEXT NOT NULL, 
	document VARCHAR(64) NOT NULL, 
	PRIMARY KEY (name, document), 
	FOREIGN KEY(document) REFERENCES documents (digest)
);
INSERT INTO "names" VALUES('reports/0001.txt','f0a080941a53e276c34aaac7c10d0eaec29fefdf9a53913bc610d18bdda347ef');
INSERT INTO "names" VALUES('reports/0002.txt','30b235cda0e124cc69cd6c49b33a04da861ac00bf61cf933f17db289934a2407');
INSERT INTO "names" VALUES('reports/0003.txt','5a325ad47c73d30d8999c554ea060ccc1ba54263eb1a06ce82cd3eb1649c9b1e');
INSERT INTO "names" VALUES('reports/0004.txt','30457827a63efb809f3f40d03c5e2f8a70de55053250d76c04006da24f70f01e');
CREATE TABLE yalu_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT yalu_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "yalu_version" VALUES('0001');
CREATE INDEX names_by_document ON names (document);
CREATE INDEX claims_by_document ON claims (document, position);
CREATE INDEX claims_by_gate ON claims (gate, mode);
COMMIT;

// The reference corridor as a hard-coded program: one binary heap of events, nothing general.
//
// Arguments: the horizon and what corridor.py calls Numbers, lengths in minutes. Each line of
// standard input holds the keys of five purposes (arrival, disinfection, quarantine's work, its
// rest, customs) and is one replication; each line of output says how many consignments were
// cleared, the sum of their minutes in the corridor, and processor seconds.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>
#include <vector>

using u64 = std::uint64_t;
using u32 = std::uint32_t;

static double uniform(u64 key, u64 counter) {  // Widynski's squares64
    u64 x = counter * key, y = x, z = y + key, t;
    x = x * x + y;
    x = (x >> 32) | (x << 32);
    x = x * x + z;
    x = (x >> 32) | (x << 32);
    x = x * x + y;
    x = (x >> 32) | (x << 32);
    t = x = x * x + z;
    x = (x >> 32) | (x << 32);
    return double((t ^ ((x * x + y) >> 32)) >> 11) * (1.0 / 9007199254740992.0);
}

static u64 whole(double minutes) { return u64(std::floor(minutes + 0.5)); }

struct Numbers {
    double horizon, rate;
    int washers;
    double wash[2];
    int cars;
    double opens, shuts, cross;
    int bays, crew;
    double clean[2], hold[2];
    int desks;
    double clear;
};

struct Event {
    u64 key;  // minute * 2^32 + order of scheduling
    u32 who, what;
    bool operator<(const Event& other) const { return key > other.key; }
};

enum { ARRIVES, WASHED, CROSSED, CLEANED, HELD, CLEARED };

struct Line {  // first come, first served
    std::vector<u32> who;
    size_t head = 0;
    bool empty() const { return head == who.size(); }
    u32 next() { return who[head++]; }
};

class Corridor {
  public:
    Corridor(const Numbers& numbers, const u64* keys) : n(numbers), keys(keys) {
        washers = n.washers, bays = n.bays, crew = n.crew, desks = n.desks;
    }

    void run() {
        arrive(0);
        while (!events.empty() && (events.top().key >> 32) < u64(n.horizon)) {
            Event event = events.top();
            events.pop();
            now = event.key >> 32;
            happen(event);
        }
    }

    u64 done = 0, dwell = 0;

  private:
    void at(u64 minute, u32 who, u32 what) {
        events.push({minute << 32 | sequence++, who, what});
    }
    double between(const double* pair, int purpose, u32 who) {
        return pair[0] + (pair[1] - pair[0]) * uniform(keys[purpose], who);
    }
    void arrive(u32 who) {
        came -= std::log(1.0 - uniform(keys[0], who));
        at(whole(came / n.rate), who, ARRIVES);
    }
    void wash(u32 who) { at(now + whole(between(n.wash, 1, who)), who, WASHED); }
    void clean(u32 who) { at(now + whole(between(n.clean, 2, who)), who, CLEANED); }
    void clear(u32 who) {
        at(now + whole(-std::log(1.0 - uniform(keys[4], who)) * n.clear), who, CLEARED);
    }
    void cross(u32 train) {
        u64 minute = now % 1440, start = now;
        if (minute < n.opens) start += u64(n.opens) - minute;
        if (minute >= n.shuts) start += 1440 - minute + u64(n.opens);
        at(start + whole(n.cross), train, CROSSED);
    }
    void want_crew(u32 who) {
        if (crew > 0) --crew, clean(who); else for_crew.who.push_back(who);
    }
    void want_bay(u32 who) {
        if (bays > 0) --bays, want_crew(who); else for_bay.who.push_back(who);
    }
    void happen(const Event& event) {
        u32 who = event.who;
        switch (event.what) {
        case ARRIVES:
            arrived.push_back(now);
            arrive(who + 1);
            if (washers > 0) --washers, wash(who); else for_wash.who.push_back(who);
            break;
        case WASHED:
            if (for_wash.empty()) ++washers; else wash(for_wash.next());
            yard.push_back(who);
            if (yard.size() % n.cars == 0) {
                u32 train = u32(yard.size() / n.cars - 1);
                if (track) track = false, cross(train); else for_track.who.push_back(train);
            }
            break;
        case CROSSED:
            if (for_track.empty()) track = true; else cross(for_track.next());
            for (int i = 0; i < n.cars; ++i) want_bay(yard[size_t(who) * n.cars + i]);
            break;
        case CLEANED:
            if (for_crew.empty()) ++crew; else clean(for_crew.next());
            at(now + whole(between(n.hold, 3, who)), who, HELD);
            break;
        case HELD:
            if (for_bay.empty()) ++bays; else want_crew(for_bay.next());
            if (desks > 0) --desks, clear(who); else for_desk.who.push_back(who);
            break;
        case CLEARED:
            if (for_desk.empty()) ++desks; else clear(for_desk.next());
            ++done, dwell += now - arrived[who];
        }
    }

    const Numbers& n;
    const u64* keys;
    std::priority_queue<Event> events;
    u64 now = 0, sequence = 0;
    double came = 0;
    int washers, bays, crew, desks;
    bool track = true;
    Line for_wash, for_track, for_bay, for_crew, for_desk;
    std::vector<u32> yard;
    std::vector<u64> arrived;
};

int main(int argc, char** argv) {
    if (argc != 18) return 2;
    double v[18];
    for (int i = 1; i < argc; ++i) v[i] = std::atof(argv[i]);
    Numbers n{v[1], v[2], int(v[3]), {v[4], v[5]}, int(v[6]), v[7], v[8], v[9], int(v[10]),
              int(v[11]), {v[12], v[13]}, {v[14], v[15]}, int(v[16]), v[17]};
    unsigned long long k[5];
    while (std::scanf("%llu %llu %llu %llu %llu", k, k + 1, k + 2, k + 3, k + 4) == 5) {
        u64 keys[5] = {k[0], k[1], k[2], k[3], k[4]};
        std::clock_t began = std::clock();
        Corridor corridor(n, keys);
        corridor.run();
        double seconds = double(std::clock() - began) / CLOCKS_PER_SEC;
        std::printf("%llu %llu %.6f\n", (unsigned long long)corridor.done,
                    (unsigned long long)corridor.dwell, seconds);
    }
}

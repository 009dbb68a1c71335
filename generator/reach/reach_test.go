package reach_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"remit/generator/authority"
	"remit/generator/campaign"
	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/reach"
)

// Reach, and the wait, are what looking at each minute finds, on random sites over two years in which clocks change. The
// short form looks at the minutes around each change of the hours, and at random ones.
func TestEveryMinute(t *testing.T) {
	worlds := campaign.Cases(8)
	for group := range 4 {
		t.Run(fmt.Sprint(group), func(t *testing.T) {
			t.Parallel()
			var sum tally
			for seed := group; seed < worlds; seed += 4 {
				random := rand.New(rand.NewPCG(uint64(seed), 11))
				if compare(t, seed, randomWorld(random), random, &sum); t.Failed() {
					return
				}
			}
			if worlds > 100 && (sum.alone == 0 || sum.waits == 0 || sum.longer == 0) {
				t.Errorf("the sites show too little: %+v", sum)
			}
			t.Logf("%+v", sum)
		})
	}
}

// Sites on which reach once differed: 230 has a role that shares its contact with one that holds a grant; on 869 the calls
// fail a hundred times.
func TestEveryMinuteOfOnceWrong(t *testing.T) {
	for _, seed := range []int{230, 869} {
		random := rand.New(rand.NewPCG(uint64(seed), 11))
		compare(t, seed, randomWorld(random), random, &tally{})
	}
}

type tally struct{ sites, minutes, alone, waits, longer int }

const months = 25

func compare(t *testing.T, seed int, w *world, random *rand.Rand, sum *tally) {
	library, found, err := load.Dir(fstest.MapFS{"site.yaml": {Data: []byte(w.site())}, "content/playbooks/p.md": {Data: []byte(w.book())}}, load.Options{})
	if err != nil || len(library.Playbooks) != 1 || library.Playbooks[0].Failed {
		t.Fatalf("seed %d: %v %v\n%s\n%s", seed, err, found, w.site(), w.book())
	}
	day := playbook.Date{Year: 2026, Month: 11, Day: 23}
	p := reach.Ahead(library.Site, day, months)
	var periods []*authority.Model
	for _, d := range authority.Periods(library.Playbooks[0], day) {
		periods = append(periods, authority.Compile(library.Site, library.Playbooks[0], authority.Options{Day: d, Proof: true}))
	}
	span := p.Calendar().Span
	b := newBrute(w, span.From, int((span.Until-span.From)/60)+40*24*60)
	sum.sites++
	whole := &total{wait: map[int]int{}}
	for i, m := range periods {
		period := p.Period(periods, i)
		first, last := int(period.From-span.From)/60, int(period.Until-span.From)/60
		minutes := b.choose(first, last, random)
		for situation := range 1 << w.facts {
			for _, role := range w.listed {
				if b.atRisk(situation) && !b.decides(role) && !b.see(role, situation, b.days[first]).no {
					compareRole(t, p, m, b, role, situation, minutes, sum, whole)
				}
			}
			if t.Failed() {
				t.Fatalf("seed %d, situation %d, period %d\n%s\n%s", seed, situation, i, w.site(), w.book())
			}
		}
	}
	whole.compare(t, p.Book(periods), b, zoneOf(w.zone))
	if t.Failed() {
		t.Fatalf("seed %d\n%s\n%s", seed, w.site(), w.book())
	}
}

// choose returns the minutes of a period that are looked at.
func (b *brute) choose(first, last int, random *rand.Rand) []int {
	var list []int
	for i := first; i < last; i++ {
		edge := campaign.All() || i == first || i == last-1
		for _, open := range b.open {
			edge = edge || open[i] != open[max(i, 1)-1] || open[i] != open[i+1]
		}
		if edge {
			list = append(list, i)
		}
	}
	if campaign.All() {
		return list
	}
	for _, at := range slices.Clone(list) { // a call that begins somewhat earlier meets the change
		list = append(list, max(first, at-1-random.IntN(80)))
	}
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:min(len(list), 400)]
}

func compareRole(t *testing.T, p *reach.Prover, m *authority.Model, b *brute, role, situation int, minutes []int, sum *tally, whole *total) {
	var readings []authority.Reading
	for f := range b.facts {
		readings = append(readings, authority.Reading{Fact: fmt.Sprintf("f%d", f), Value: []string{"no", "yes"}[situation>>f&1]})
	}
	alone, wait := p.Of(m, fmt.Sprintf("r%d", role), m.ViewAt(readings))
	for _, i := range minutes {
		at := b.from + int64(i)*60
		covered := b.covered(role, situation, b.days[i], i)
		sum.minutes++
		if covered == alone.Covers(at) {
			t.Errorf("r%d at %s: covered is %v", role, time.Unix(at, 0).UTC(), covered)
			return
		}
		if !covered {
			sum.alone++
			whole.add(i, reach.Never)
			continue
		}
		want := b.wait(role, situation, i)
		if want < 0 {
			want = reach.Never
		}
		if got := int(wait(at)); got != want {
			t.Errorf("r%d at %s waits %d, expected %d", role, time.Unix(at, 0).UTC(), got, want)
			return
		}
		whole.add(i, want)
		if sum.waits++; want > 15 {
			sum.longer++
		}
	}
}

// A total is the worst of what was looked at, by minute.
type total struct {
	alone bool
	worst int
	wait  map[int]int
}

func (w *total) add(minute, wait int) {
	if wait == reach.Never {
		w.alone = true
	} else {
		w.worst = max(w.worst, wait)
	}
	w.wait[minute] = max(w.wait[minute], wait)
}

// compare holds the proof against the worst: exactly, where every minute was looked at.
func (w *total) compare(t *testing.T, book reach.Book, b *brute, zone *time.Location) {
	var hours [reach.HoursOfWeek]int
	for minute, wait := range w.wait {
		local := time.Unix(b.from+int64(minute)*60, 0).In(zone)
		hour := (int(local.Weekday())+6)%7*24 + local.Hour()
		hours[hour] = max(hours[hour], wait)
	}
	var wrong []string
	for hour, want := range hours {
		if got := int(book.Hours[hour]); got < want || campaign.All() && got != want {
			wrong = append(wrong, fmt.Sprintf("hour %d: %d, expected %d", hour, got, want))
		}
	}
	if w.alone && !book.Alone || campaign.All() && w.alone != book.Alone {
		wrong = append(wrong, fmt.Sprintf("alone: %v", book.Alone))
	}
	if int(book.Wait.Minutes) < w.worst || campaign.All() && book.Wait.Minutes != reach.Never && int(book.Wait.Minutes) != w.worst {
		wrong = append(wrong, fmt.Sprintf("the worst wait is %d, expected %d", book.Wait.Minutes, w.worst))
	}
	if len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}
}

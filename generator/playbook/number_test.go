package playbook_test

import (
	"testing"

	"remit/generator/playbook"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0": "0", "10": "10", "0.10": "0.1", "-2.50": "-2.5", "100.000": "100",
		"9007199254740993": "9007199254740993", "0.1234567890123456789012345678": "0.1234567890123456789012345678",
		"": "", "+2": "", "010": "", "0x10": "", "1_000": "", "1e3": "", ".5": "", "5.": "", "-": "", "--1": "", " 1": "", "1 ": "", "٣": "",
		"1234567890123456789012345678901": "", "NaN": "", "1/3": "", "00": "",
	} {
		n, err := playbook.ParseNumber(text)
		got := ""
		if err == nil {
			got = n.String()
		}
		if got != want {
			t.Errorf("ParseNumber(%q) = %q (%v), want %q", text, got, err, want)
		}
	}
}

func TestDatesAddMonths(t *testing.T) {
	for _, row := range []struct {
		from playbook.Date
		by   playbook.Duration
		want string
	}{
		{playbook.Date{Year: 2026, Month: 8, Day: 31}, playbook.Duration{Count: 6, Unit: playbook.Month}, "2027-02-28"},
		{playbook.Date{Year: 2026, Month: 12, Day: 15}, playbook.Duration{Count: 1, Unit: playbook.Month}, "2027-01-15"},
		{playbook.Date{Year: 2026, Month: 2, Day: 27}, playbook.Duration{Count: 3, Unit: playbook.Day}, "2026-03-02"},
	} {
		if got := row.from.Add(row.by).String(); got != row.want {
			t.Errorf("%s + %s = %s, want %s", row.from, row.by, got, row.want)
		}
	}
}

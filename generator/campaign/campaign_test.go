package campaign_test

import (
	"testing"

	"remit/generator/campaign"
)

func TestCases(t *testing.T) {
	t.Setenv("REMIT_CAMPAIGN", "")
	short := campaign.Cases(500)
	if short < 1 || campaign.All() || campaign.Sample(2) < 2 {
		t.Errorf("without the variable: %d cases, all %v, one in %d", short, campaign.All(), campaign.Sample(2))
	}
	t.Setenv("REMIT_CAMPAIGN", "100")
	if long := campaign.Cases(500); long != 100*short || !campaign.All() || campaign.Sample(2) != 1 {
		t.Errorf("with 100: %d cases, all %v, one in %d", long, campaign.All(), campaign.Sample(2))
	}
	if got := campaign.Cases(uint64(0)); got != 1 {
		t.Errorf("a campaign of %d cases asserts nothing", got)
	}
}

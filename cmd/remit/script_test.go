package main

import (
	"context"
	"flag"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"remit": func() {
			os.Exit(run(context.Background(), os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr}))
		},
	})
}

var update = flag.Bool("update", false, "write what remit prints into the scripts")

// Each script is one behaviour of one verb. The site of the scripts is testdata/site, linked as $SITE.
func TestScripts(t *testing.T) {
	site, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SITE", site+"/testdata/site")
			e.Setenv("SOURCE_DATE_EPOCH", "1795435200") // 2026-11-23 12:00:00 UTC
			e.Setenv("GIT_CEILING_DIRECTORIES", e.WorkDir)
			return nil
		},
	})
}

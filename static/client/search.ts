// The search page: results as one types.
//
// What the page must have (without any of it the script does nothing; without the script the list from A to Z is there):
//
//   <form id="search" data-core="search/core-….js" data-root="./">   core: the first file of the index, relative to the page;
//     <input id="q" name="q" type="search">                          root: the site's root, relative to the page
//   </form>
//   <p id="search-status" role="status"></p>      how many were found, or why none
//   <ol id="results"></ol>                        the results, best first
//   <section id="search-nobody" hidden></section> whom to call when nothing is found; may be missing
//
// What the script makes of it is set down in search/show.ts, for the styles.

import { keys } from "./search/keys";
import { Page } from "./search/page";

keys();
const form = document.getElementById("search");
const input = document.getElementById("q");
const status = document.getElementById("search-status");
const list = document.getElementById("results");
if (form instanceof HTMLFormElement && input instanceof HTMLInputElement && status !== null && list !== null) {
  new Page(form, input, status, list).start();
}

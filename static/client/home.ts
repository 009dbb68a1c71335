// The first page: what is happening, who are you, one question at a time, then the playbook. The page says all of it, folded
// into lists; where anything is missing the lists stay as they are. The search comes when the field is used.
//
// What the page must have: #home-start with a search form, #home-found, #home-results and #home-choices, which holds the
// lists; see templates/layout/home.html.

import { later } from "./_later";
import { Memory } from "./walk/memory";
import { Last } from "./home/last";
import { offered } from "./home/offer";
import { Start } from "./home/start";
import { Visit } from "./home/visit";

const home = document.querySelector<HTMLElement>(".home");
const start = home === null ? null : Start.of(home);
if (home !== null && start !== null) {
  const memory = new Memory("");
  new Visit(home, offered(start.choices), start, memory, new Last(memory)).begin();
}

later("", ["keys", "offline"]); // the keys that lead to the field, and what keeps the site on the device

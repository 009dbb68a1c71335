// On every page that has no larger script: the slash and Ctrl-K lead to the search, and what is typed into a search form
// is taken there in the fragment of the address, which stays on this device.

import { keys } from "./search/keys";

keys();

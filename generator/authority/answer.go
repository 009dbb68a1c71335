package authority

// An Answer is what `remit ask` says. Its JSON is printed by `remit ask --format json`. Arrays are in the order of the file.
type Answer struct {
	Version        int       `json:"version"`
	Playbook       string    `json:"playbook"`
	Role           string    `json:"role"`
	Facts          Facts     `json:"facts"`
	Settled        bool      `json:"settled"`
	Answer         Verdict   `json:"answer"`
	Safe           Verdict   `json:"safe"`
	Decides        bool      `json:"decides"`
	May            []May     `json:"may"`                // actions that every completion grants
	Might          []May     `json:"might"`              // actions that some completions grant, but not all
	Duties         []Owed    `json:"duties"`             // owed in every completion
	PossibleDuties []Owed    `json:"possible_duties"`    // owed in some, but not all
	Fallback       []Owed    `json:"fallback,omitempty"` // whom to call when a limit is used up; none: the workload owner
	Holders        []Holder  `json:"holders"`
	Calls          []Call    `json:"call,omitempty"` // whom to call where no duty says it, or no holder answers
	Forbidden      []Refusal `json:"forbidden"`
	RuledOutBy     []Ruling  `json:"ruled_out_by,omitempty"` // of an impossible situation
	Would          []Would   `json:"would,omitempty"`        // what would have to be true for an action that no completion grants
	Asking
}

// Facts are readings in the order of the facts; as JSON they are an object.
type Facts []Reading

// A May is an action with every grant for it that some completion has in force.
type May struct {
	Action string      `json:"action"`
	Grants []UsedGrant `json:"grants"`
}

// A UsedGrant is a grant with its place and its terms.
type UsedGrant struct {
	Grant        string  `json:"grant"`
	File         string  `json:"file"`
	Line         int     `json:"line"`
	Limits       *Limits `json:"limits,omitempty"`
	Tell         []Tell  `json:"tell,omitempty"`
	TogetherWith string  `json:"together_with,omitempty"`
	Until        string  `json:"until,omitempty"` // the last day it is valid
}

// Limits are the limits of a grant as written.
type Limits struct {
	Times int    `json:"times,omitempty"`
	Per   string `json:"per,omitempty"`
	Apart string `json:"apart,omitempty"`
	Lasts string `json:"lasts,omitempty"`
	UpTo  string `json:"up_to,omitempty"`
}

// A Tell is whom to inform, and by when.
type Tell struct {
	Contact string `json:"contact"`
	Within  string `json:"within,omitempty"`
	First   bool   `json:"first,omitempty"`
}

// An Owed is a duty as it stands for the role: what remains of the ladder, the earliest deadline, and whatever the
// rules that make it up say.
type Owed struct {
	To       []string `json:"to"`
	Within   string   `json:"within"`
	Bring    []string `json:"bring,omitempty"`
	Steps    []string `json:"steps,omitempty"`
	IfSilent []string `json:"if_silent,omitempty"`
	File     string   `json:"file"`
	Line     int      `json:"line"`
}

// A Holder is an action that other roles of the playbook may take here, with their contacts: surely, in every completion,
// or perhaps, in some.
type Holder struct {
	Action   string   `json:"action"`
	Roles    []string `json:"roles"`
	Contacts []string `json:"contacts"`
	Certain  bool     `json:"certain"`
	Open     *bool    `json:"open,omitempty"` // whether one of the contacts answers; nil when no time was asked about
}

// A Call is a contact to turn to when nothing else says whom to call, or nobody who may act answers.
type Call struct {
	Contact string `json:"contact"`
	Owner   bool   `json:"owner,omitempty"` // of the workload
	Open    *bool  `json:"open,omitempty"`  // whether it answers; nil when no time was asked about
}

// A Refusal is an action that is forbidden, whatever a grant says, or reserved.
type Refusal struct {
	Action  string `json:"action"`
	Because string `json:"because"`
}

// A Ruling is a line of `impossible` that rules a situation out.
type Ruling struct {
	Because string `json:"because"`
	File    string `json:"file"`
	Line    int    `json:"line"`
}

// Asking is what is left to ask.
type Asking struct {
	Matters   []string  `json:"matters"` // facts that can still change the answer
	Next      *string   `json:"next"`
	Choices   []Option  `json:"choices,omitempty"` // the answers to the next question that still lead apart
	Questions Questions `json:"questions"`
}

// An Option is an answer to a question: a number as an interval, in words, and a value that stands for it.
type Option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Questions says how many more facts are needed at most, and whether that is proved least. If not, no order needs fewer
// than Least.
type Questions struct {
	Worst   int  `json:"worst"`
	Optimal bool `json:"optimal"`
	Least   int  `json:"least,omitempty"`
}

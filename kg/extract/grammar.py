"""What a tree says of a verb or noun: its dependents by relation, with those that grammar leaves unsaid, and whether it
is told as done."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.parse import Tree
from kg.knowledge.event_patterns import event_words
from kg.knowledge.frames import frame_words

Arguments = dict[str, list[int]]  # relation → indices of the dependents

_SUBJECTS = ("nsubj", "csubj", "expl")
_PASSIVE = ("nsubj:pass", "csubj:pass")
_RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "what"})
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "csubj", "conj", "parataxis", "dep")
_DEEP = 12  # steps up or down a tree; no sentence of this field needs more
# A clause in one of these relations is told in its own right, whatever the words above it say.
_OWN = ("acl:relcl", "advcl:relcl", "parataxis", "appos", "root", "ROOT")
_CAUSING = frozenset({"have", "get", "see", "want", "wants", "wanted"})
_OBJECT_CONTROL = frozenset({"told", "asked", "ordered", "forced", "directed", "urged", "let", "made", "had", "saw"})


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in the passive; a bare past participle that hangs on a noun does too."""
    if tree.child(verb, "aux:pass", *_PASSIVE) is not None:
        return True
    subject = tree.child(verb, *_SUBJECTS)
    if (
        subject is not None
        and subject == verb - 2
        and tree.words[verb - 1] == ","
        and tree.tags[verb] in ("VBD", "VBN")
    ):
        return True  # "<LOC>, served the same day with ..., produced": a participle taken for the verb
    return tree.tags[verb] == "VBN" and tree.deps[verb] in ("acl", "advcl") and tree.child(verb, "aux") is None


def arguments(tree: Tree, verb: int, deep: int = _DEEP) -> Arguments:
    """The dependents of a verb or noun by relation: subj, passive, obj, iobj, "there", and phrases by their
    preposition; "~" before a preposition for phrases anywhere below."""
    found: Arguments = {}
    passive = is_passive(tree, verb)
    # "got hit": the parser may hang the subject on the auxiliary.
    auxiliaries = [child for child in tree.children[verb] if tree.deps[child].startswith("aux")]
    lent = [child for aux in auxiliaries for child in tree.children[aux] if tree.deps[child] in (*_SUBJECTS, *_PASSIVE)]
    for child in (*lent, *tree.children[verb]):
        dep = tree.deps[child]
        if dep in _PASSIVE or (dep in _SUBJECTS and passive):
            found.setdefault("passive", []).append(child)
        elif dep in _SUBJECTS:
            found.setdefault("subj", []).append(child)
        elif dep in ("obj", "iobj"):
            found.setdefault(dep, []).append(child)
        elif dep.startswith(("obl", "nmod")):
            _phrase(tree, found, child)
        elif dep == "advmod" and tree.words[child] == "there":
            found.setdefault("there", []).append(child)
    for thing in [*found.get("obj", ()), *found.get("passive", ()), *found.get("with", ()), *found.get("of", ())]:
        # "served four subpoenas on X": the parser often hangs the phrase on the noun.
        for child in tree.children[thing]:
            if tree.deps[child].startswith("nmod"):
                _phrase(tree, found, child)
    for child in _below(tree, verb):
        if tree.deps[child].startswith(("nmod", "obl")) and tree.case(child):
            found.setdefault(f"~{tree.case(child)}", []).append(child)
    subjects = found.get("subj", [])
    if len(subjects) > 1 and tree.words[subjects[0]] in _RELATIVE:
        found.setdefault("obj", []).append(subjects.pop(0))  # "which ICE served": the parser takes both for subjects
    if deep:
        _unsaid(tree, verb, found, passive, deep)
    return {relation: [_meant(tree, verb, index) for index in indices] for relation, indices in found.items()}


def _below(tree: Tree, index: int) -> Iterator[int]:
    """All units below one that no clause with a subject of its own parts from it."""
    todo = list(tree.children[index])
    while todo:
        at = todo.pop(0)
        if tree.child(at, *_SUBJECTS, *_PASSIVE) is None:
            yield at
            todo += tree.children[at]


def _phrase(tree: Tree, found: Arguments, index: int) -> None:
    case = tree.case(index)
    if case or tree.deps[index] == "obl:agent":
        found.setdefault(case or "by", []).append(index)
    elif tree.deps[index] == "nmod:poss":
        found.setdefault("poss", []).append(index)


def _meant(tree: Tree, verb: int, index: int) -> int:
    """The noun that a relative pronoun stands for: the one right before it, else the one that its clause hangs on."""
    if tree.words[index] not in _RELATIVE:
        return index
    before = index - 1
    while before > 0 and (tree.words[before] == "," or tree.tags[before] == "IN"):
        before -= 1
    if before >= 0 and tree.tags[before].startswith("NN"):
        return before
    clause = _clause(tree, verb)
    return index if clause is None else tree.heads[clause]


def _clause(tree: Tree, verb: int) -> int | None:
    """The head of the relative clause that a verb stands in."""
    at = verb
    for _ in range(_DEEP):
        if tree.deps[at] == "acl:relcl":
            return at
        if tree.heads[at] == at or tree.deps[at] not in _CLAUSES:
            return None
        at = tree.heads[at]
    return None


def _unsaid(tree: Tree, verb: int, found: Arguments, passive: bool, deep: int) -> None:
    """Add the subject or object that a verb shares with the clause that it hangs on."""
    head, dep = tree.heads[verb], tree.deps[verb]
    if dep == "acl:relcl" and not any(tree.words[i] in _RELATIVE for indices in found.values() for i in indices):
        missing = "passive" if passive else "obj" if "subj" in found else "subj"
        if missing not in found:
            found[missing] = [head]
    if head == verb or "subj" in found or "passive" in found:
        return
    if dep == "acl":
        if passive:
            found["passive"] = [head]
        elif tree.tags[verb] == "VBG" and tree.child(verb, "mark") is None:
            found["subj"] = [head]
        else:
            found["subj"] = _subject_above(tree, head, deep)
    elif dep == "conj":
        above = arguments(tree, head, deep - 1)
        if "passive" in above and tree.tags[verb] == "VBN":
            found["passive"] = above["passive"]
        else:
            found["subj"] = above.get("subj") or above.get("passive") or []
    elif dep in ("xcomp", "advcl", "ccomp"):
        above = arguments(tree, head, deep - 1)
        blamed = [
            index for index in above.get("obj", ()) if tree.tags[index] == "NNP" and _marked(tree, verb, "for", "of")
        ]
        controlled = above.get("obj") if tree.words[head] in _OBJECT_CONTROL and dep == "xcomp" else blamed
        subject = controlled or above.get("subj") or above.get("passive") or []
        found["passive" if passive and dep == "xcomp" else "subj"] = subject
    if not found.get("subj", [0]):
        del found["subj"]


def _marked(tree: Tree, index: int, *words: str) -> bool:
    mark = tree.child(index, "mark")
    return mark is not None and tree.words[mark] in words


def _subject_above(tree: Tree, index: int, deep: int) -> list[int]:
    """The subject of the clause that a noun stands in."""
    at = index
    for _ in range(_DEEP):
        if tree.heads[at] == at:
            return []
        at = tree.heads[at]
        if tree.tags[at].startswith("VB"):
            above = arguments(tree, at, deep - 1)
            return above.get("subj") or above.get("passive") or []
    return []


def upwards(tree: Tree, index: int) -> Iterator[int]:
    """The units above one that its being told as done depends on, itself first, up to the end of its own statement."""
    at = index
    for _ in range(_DEEP):
        yield at
        if tree.heads[at] == at or _stands_alone(tree, at):
            return
        at = tree.heads[at]


def _stands_alone(tree: Tree, index: int) -> bool:
    """Whether a clause is told in its own right, whatever the words above it say: "may fight the subpoenas that ICE
    served"."""
    dep, tag = tree.deps[index], tree.tags[index]
    if dep in _OWN:
        return True
    if dep == "acl":
        # "would have subpoenas served": the participle is what is to be done.
        return tag == "VBN" and tree.words[tree.heads[tree.heads[index]]] not in _CAUSING
    if dep == "advcl":
        # "is considering issuing": the parser takes the object for an adverbial clause.
        direct = tag == "VBG" and tree.heads[index] == index - 1
        return not direct and (tag != "VB" or tree.child(index, "nsubj", "nsubj:pass") is not None)
    if dep == "conj" and tag == "VBP" and tree.child(index, "nsubj", "nsubj:pass", "aux") is None:
        # "may ask <LOC>, or serve": the parser takes the infinitive for a present.
        return not any(tree.tags[child] == "MD" for child in tree.children[tree.heads[index]])
    return dep == "conj" and (
        tag in ("VBD", "VBZ", "VBP") or tree.child(index, "nsubj", "nsubj:pass", "aux") is not None
    )


def asserted(tree: Tree, index: int) -> bool:
    """Whether what a verb or noun says is told as done: no modal verb, negation or condition on it or on what governs
    it."""
    if any(_astray(tree, at) for at in range(len(tree.words))) or any(_hearsay(tree, at) for at in range(index)):
        return False
    below: int | None = None
    for at in upwards(tree, index):
        if any(_limits(tree, child) for child in tree.children[at] if child != below) or _inverted(tree, at):
            return False
        if below is not None and _governs_unreal(tree, at, below):
            return False
        below = at
    return True


def _astray(tree: Tree, index: int) -> bool:
    """Whether a modal verb hangs where none belongs: the parser lost its way, and what is governed cannot be told."""
    return tree.tags[index] == "MD" and not tree.deps[index].startswith("aux") and tree.words[index] != "will"


def _hearsay(tree: Tree, index: int) -> bool:
    """Whether a subject spreads what nobody vouches for: "A post shared by many says that ..."."""
    return tree.words[index] in frame_words().hearsay and tree.deps[index] in (*_SUBJECTS, *_PASSIVE)


def _inverted(tree: Tree, index: int) -> bool:
    """Whether a clause is a condition by its order: "Had ICE served a subpoena, ..."."""
    subject, aux = tree.child(index, *_SUBJECTS, *_PASSIVE), tree.child(index, "aux", "aux:pass")
    return aux is not None and subject is not None and aux < subject and tree.words[aux] in ("had", "were", "should")


def _limits(tree: Tree, child: int) -> bool:
    words = event_words()
    word = tree.words[child]
    if tree.deps[child] not in ("aux", "aux:pass", "advmod", "det", "cc:preconj", "mark", "amod"):
        return False
    return word in words.blockers or word in words.conditions or word in frame_words().limits


def _governs_unreal(tree: Tree, at: int, below: int) -> bool:
    """Whether a word makes what hangs on it a wish, a plan, a fear or a denial."""
    word = tree.words[at]
    if tree.deps[below] not in ("xcomp", "ccomp", "advcl", "acl", "obj", "csubj"):
        return False
    return word in frame_words().unreal or word in event_words().blockers

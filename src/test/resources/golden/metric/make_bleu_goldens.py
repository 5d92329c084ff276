"""Writes bleu.json beside this file: BLEU by sacreBLEU of edge cases and of random corpora.

Run with sacrebleu 2.6.0: python3 make_bleu_goldens.py. Deterministic (fixed seed).
"""

import json
import pathlib
import random
import sys

import sacrebleu
from sacrebleu.metrics import BLEU

# Edge cases: hypotheses and references, one property each.
EDGE_CASES = [
    ([""], ["a reference of some words"]),
    (["a hypothesis of some words"], [""]),
    ([""], [""]),
    ([" \t "], ["\u00a0"]),
    (["a"], ["a"]),
    (["a b"], ["a b"]),
    (["a b c"], ["a b c"]),
    (["a b c d"], ["a b c d"]),
    (["a b c d", "e"], ["a b c d", "f"]),
    (["the the the the the the the"], ["the cat is on the mat"]),
    (["a a a a b b b b"], ["a a b b a a b b"]),
    (["x y z w"], ["a b c d"]),
    (["The Cat sat on the mat"], ["the cat sat on the mat"]),
    (["the cat sat"], ["the cat sat on the mat near the door"]),
    (["the cat sat on the mat near the door today"], ["the cat sat"]),
    (["Hello, world!"], ["Hello , world !"]),
    (["It costs 1,234.56 dollars."], ["It costs 1,234.56 dollars ."]),
    (["3.14, .5 and 5. and 1,000,"], ["3.14 , .5 and 5. and 1,000 ,"]),
    (["from 10-20 to 5--6 well-known -7"], ["from 10 - 20 to 5 -- 6 well-known - 7"]),
    (["&quot;quoted&quot; &amp; &lt;tag&gt;"], ['" quoted " & < tag >']),
    (["&amp;quot; &amp;lt; &amp;amp;"], ["&quot; &lt; &amp;"]),
    (["<skipped> a b c d <skipped>"], ["a b c d"]),
    (["a <skip<skipped>ped> b c d"], ["a b c d"]),
    (["broken-\nword over lines\nhere and there"], ["brokenword over lines here and there"]),
    (["ends with a dash-\n"], ["ends with a dash-"]),
    (["ends with a dash-\n "], ["ends with a dash -"]),
    (["wait... what?!?! (no) [yes] {ok} ~`@#$%^*_+=|\\/"], ["wait . . . what ? ! ? ! ( no )"]),
    (["don't can't 'tis ''quoted''"], ["don't can't 'tis '' quoted ''"]),
    ([". , . , ..,, a.b,c 1.a a.1 1.,2"], ["., ., ..,, a . b , c 1 .a a. 1 1 . , 2"]),
    (["1.2.3.4 1,.2 .1. ,1,"], ["1.2.3.4 1, .2 .1 . , 1 ,"]),
    (["\u4eca\u5929\u5929\u6c14\u5f88\u597d\u3002"], ["\u4eca\u5929\u5929\u6c14\u4e0d\u597d\u3002"]),
    (["\u4eca \u5929 \u5929 \u6c14 \u5f88 \u597d \u3002"], ["\u4eca \u5929 \u5929 \u6c14 \u4e0d \u597d \u3002"]),
    (["\U0001f600 smile \U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea."], ["\U0001f600. smile \U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea"]),
    (["\U0001f600.\U0001f600,\U0001f6003.5"], ["\U0001f600 . \U0001f600 , \U0001f6003.5"]),
    (["e\u0301t\u00e9 and \u00e9te\u0301"], ["\u00e9t\u00e9 and e\u0301te\u0301"]),
    (["a\u0301. b\u0301, c\u0323\u0307"], ["a\u0301 . b\u0301 , c\u0323\u0307"]),
    (["no\u00a0break and\u202fnarrow\u2003em\u3000wide"], ["no break and narrow em wide"]),
    (["zero\u200bwidth and \ufeffmark \u2060joiner \u180evowel"], ["zero width and mark joiner vowel"]),
    (["a\x1cb\x1dc\x1ed\x1fe\x85f\x0bg\x0ch\ri"], ["a b c d e f g h i"]),
    (["tail white space \u2003\x1f\u00a0\t"], ["tail white space"]),
    (["nul \x00 and \x7f delete \x1b escape"], ["nul and delete escape"]),
    (["\u0663.\u0664 \u0967,\u0968 \u00bd-\u00be"], ["\u0663 . \u0664 \u0967 , \u0968 \u00bd - \u00be"]),
    (["\uff11\uff0c\uff12\uff0e\uff13 1\uff0c000"], ["\uff11 \uff0c \uff12 \uff0e \uff13"]),
    (["\u201ccurly\u201d \u2018quotes\u2019 \u2013 \u2014 \u2026 \u00bfque? \u00a1si!"], ["\u201c curly \u201d \u2018 quotes \u2019"]),
    (["\u0645\u0631\u062d\u0628\u0627\u060c \u0628\u0627\u0644\u0639\u0627\u0644\u0645."], ["\u0645\u0631\u062d\u0628\u0627 \u060c \u0628\u0627\u0644\u0639\u0627\u0644\u0645 ."]),
    (["http://example.org/a?b=c&d=1-2#e user@example.org"], ["http : / / example.org / a ? b = c & d = 1 - 2 # e"]),
    (["$1 \\1 $0 %s \\n"], ["$ 1 \\ 1 $ 0 % s \\ n"]),
    (["a " * 200], ["a " * 150]),
    (["a b c d", "", "e f g h"], ["a b c d", "", "e f g h"]),
    (["w1 x w2 y w3 z"], ["w1 a w2 b w3 c"]),
    (["one two x three four y"], ["one two a three four b"]),
]

WORDS = (
    "the a an of to in is was dog cat house man woman two three runs runs, red. (blue) 12 3.5 1,000 10-12 "
    "it's well-known e.g. U.S. &amp; &quot;yes&quot; <b> don't -- ... !? stra\u00dfe na\u00efve \u00e9t\u00e9 "
    "\u4f60\u597d \u4e16\u754c \u3002 \U0001f600 \u2014 % $5 50% #1 a/b x=y [1] \u00a0 \u3000"
).split(" ")


def sentence(rng, vocabulary, longest):
    words = [rng.choice(vocabulary) for _ in range(rng.randint(0, longest))]
    return rng.choice(["", "", " "]).join(words) if rng.random() < 0.05 else " ".join(words)


def damaged(rng, reference, vocabulary):
    words = []
    for word in reference.split(" "):
        dice = rng.random()
        if dice < 0.1:
            continue
        words.append(rng.choice(vocabulary) if dice < 0.3 else word)
        if dice > 0.93:
            words.append(rng.choice(vocabulary))
    if rng.random() < 0.2:
        rng.shuffle(words)
    return " ".join(words)


def random_corpus(rng):
    vocabulary = rng.sample(WORDS, rng.choice([3, 10, len(WORDS)]))
    longest = rng.choice([3, 8, 25])
    references = [sentence(rng, vocabulary, longest) for _ in range(rng.randint(1, 7))]
    return [damaged(rng, reference, vocabulary) for reference in references], references


def golden(hypotheses, references):
    score = BLEU().corpus_score(hypotheses, [references])
    return {
        "hypotheses": hypotheses,
        "references": references,
        "score": score.score,
        "precisions": score.precisions,
        "brevity_penalty": score.bp,
        "hypothesis_length": score.sys_len,
        "reference_length": score.ref_len,
    }


def main():
    rng = random.Random(20260)
    corpora = EDGE_CASES + [random_corpus(rng) for _ in range(250)]
    document = {
        "made_by": f"sacrebleu {sacrebleu.__version__}, Python {sys.version.split()[0]}",
        "corpora": [golden(hypotheses, references) for hypotheses, references in corpora],
    }
    text = json.dumps(document, ensure_ascii=True, indent=0, separators=(",", ":"))
    pathlib.Path(__file__).with_name("bleu.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    main()

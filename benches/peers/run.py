"""Whole processes side by side: what users have (figures on record), the plain fast way, and detente.

    python3 benches/peers/run.py target/release/detente

CPU seconds (user and system) and peak memory of whole processes, best of three. Rows whose packages are not installed say so: numpy,
highspy and polars, and a C compiler. Inputs are drawn with fixed seeds. Memory below that of this script is not told apart from it.
"""
import concurrent.futures
import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = tempfile.mkdtemp(prefix="detente-peers-")


def conflict(options):
    draw = random.Random(7)
    makers = ["A", "B", "C", "D"]
    rankings = {}
    for maker in makers:
        rankings[maker] = list(range(1, (1 << options) + 1))
        draw.shuffle(rankings[maker])
    owned = [{"name": f"o{k}", "owners": [makers[k * 4 // options]]} for k in range(options)]
    model = {"format": "conflict-case/1", "decision_makers": makers, "options": owned, "rankings": rankings}
    return written(f"c{options}.json", [json.dumps(model)])


def complete(actors):
    draw = random.Random(actors)
    ties = [f"{a},{b},{draw.choice((1, -1))}" for a in range(actors) for b in range(a + 1, actors)]
    return written(f"complete{actors}.csv", ["a,b,sign", *ties])


def case(actors, ties):
    """A folder with one view: so many ties at random, two camps, 15 % of the ties against them, every tie in doubt by 0.2."""
    draw = random.Random(actors)
    names = [f"A{k:03}" for k in range(actors)]
    camps = [draw.random() < 0.5 for _ in names]
    order = draw.sample(range(actors), actors)
    pairs = {tuple(sorted((order[k], order[draw.randrange(k)]))) for k in range(1, actors)}
    while len(pairs) < ties:
        pairs.add(tuple(sorted(draw.sample(range(actors), 2))))

    def tie(number, a, b):
        friendly = (camps[a] == camps[b]) != (draw.random() < 0.15)
        mode = round(draw.uniform(0.3, 1) * (1 if friendly else -1), 2)
        low, high = max(-1, mode - 0.2), min(1, mode + 0.2)
        return f"T{number},{names[a]},{names[b]},no,security,{low:.2f},{mode:.2f},{high:.2f},assumed,C{1 + number % 199}"

    folder = f"case{actors}-{ties}"
    os.makedirs(os.path.join(FOLDER, folder, "sources"))
    keep = lambda name, *rows: written(os.path.join(folder, name), rows)
    view = '[[view]]\nid = "v"\ntitle = "Everyone"\ndimensions = ["security"]\nactors = ' + json.dumps(names)
    keep("case.toml", '[case]\nid = "size"\ntitle = "A case of its size"\nas_of = "2001"', view)
    keep("actors.csv", "id,name,kind,basis,evidence", *(f"{name},Actor {name},state,assumed,C1" for name in names))
    keep("sources.csv", "id,file,kind,title", "s,s.txt,notes,Made up")
    keep("sources/s.txt", "Everything here is made up.")
    claims = (f"C{number},s:¶1,{names[0]},own,fact,explicit,Made up" for number in range(1, 200))
    keep("claims.csv", "id,locator,speaker,channel,kind,basis,text", *claims)
    told = (tie(number, *pair) for number, pair in enumerate(sorted(pairs), 1))
    keep("ties.csv", "id,from,to,directed,dimension,low,mode,high,basis,evidence", *told)
    return os.path.join(FOLDER, folder)


def fcm():
    draw = random.Random(1)
    names = [f"k{k}" for k in range(50)]
    weight = lambda a, b: draw.uniform(-1, 1) if a != b and draw.random() < 0.2 else 0
    rows = [",".join([names[a], *(str(weight(a, b)) for b in range(50))]) for a in range(50)]
    starts = [",".join(str(draw.random()) for _ in names) for _ in range(10_000)]
    return written("map.csv", [",".join(["", *names]), *rows]), written("starts.csv", [",".join(names), *starts])


def events(count):
    draw = random.Random(3)
    codes = {"010": "0.0", "036": "4.0", "042": "1.9", "057": "8.0", "111": "-2.0", "138": "-7.0", "190": "-10.0"}
    states = ["USA", "CHN", "RUS", "JPN", "KOR", "PRK", "GBR", "FRA", "DEU", "IND", "PAK", "IRN", "", "", ""]
    place = ["3", "Washington, District of Columbia, United States", "US", "USDC", "38.8951", "-77.0364", "531871"]

    def row(number):
        day = f"{2000 + 12 * number // count}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
        one, other, code = draw.choice(states), draw.choice(states), draw.choice(list(codes))
        actor = lambda state: [state + "GOV", "GOVERNMENT", state, "", "", "", "", "GOV", "", ""]
        quarter = str(1 + (int(code[:2]) >= 6) + (int(code[:2]) >= 10) + (int(code[:2]) >= 14))
        told = ["1", code, code, code[:2], quarter, codes[code], str(draw.randint(1, 40)), "1", "4", "2.73224043715847"]
        head = [str(100_000_000 + number), day, day[:6], day[:4], day[:4] + ".5000"]
        rest = [*place, *place, *place, day, f"http://www.example.org/{number}.html"]
        return "\t".join([*head, *actor(one), *actor(other), *told, *rest])

    return written("events.tsv", (row(number) for number in range(count)))


def written(name, rows):
    path = os.path.join(FOLDER, name)
    with open(path, "w") as file:
        file.writelines(row + "\n" for row in rows)
    return path


def measured(command, threads):
    """`CPU s, MB` of the best of three runs, or why there is none."""
    limits = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS", "RAYON_NUM_THREADS")}
    runs = []
    for _ in range(3):
        try:
            started = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | limits
            )
        except OSError as error:
            return f"not run ({error.strerror})"
        _, status, used = os.wait4(started.pid, 0)
        if status:
            return "not run (it failed; is its package there?)"
        runs.append((used.ru_utime + used.ru_stime, used.ru_maxrss))
    seconds, memory = min(runs)
    # A process begins as a copy of this one, whose memory counts as its own.
    least = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{seconds:.3f} s, {f'{memory / 1024:.0f}' if memory > least else f'at most {least / 1024:.0f}'} MB"


def compiled(name):
    target = os.path.join(FOLDER, name)
    compiler = shutil.which("cc")
    if compiler:
        subprocess.run([compiler, "-O2", "-o", target, os.path.join(HERE, name + ".c")], check=True)
    return target


def main(detente):
    python = lambda script, *files: [sys.executable, os.path.join(HERE, script), *files]
    classic = [word for concept in ("nash", "gmr", "smr", "seq") for word in ("--concept", concept)]
    # Inputs are made by a process of their own, which takes the memory for it along.
    pool = concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("fork"))
    made = lambda make, *of: pool.submit(make, *of).result()
    cognitive_map, starts = made(fcm)
    gray = compiled("gray")
    rows = []
    for options, had in ((12, "gmcr-py 502a12c 63.7 s"), (16, "-"), (20, "-")):
        path = made(conflict, options)
        ours = [detente, "conflict", path, *classic]
        rows.append((f"conflict, {1 << options:,} states × 4, Nash GMR SMR SEQ", had, python("gmcr_numpy.py", path), ours))
    path = made(conflict, 8)
    ours = [detente, "conflict", path]
    rows.append(("conflict, 256 states × 4; detente with everything it tells", "gmcr-py 502a12c 0.19 s", python("gmcr_numpy.py", path), ours))
    ours = [detente, "dynamics", "fcm", cognitive_map, "--starts", starts]
    rows.append(("cognitive map, 50 concepts × 10,000 starts", "FCMpy 0.0.21 33 s", python("fcm_numpy.py", cognitive_map, starts), ours))
    for actors, had in ((20, "HiGHS 1.16 0.28 s"), (26, "-")):
        path = made(complete, actors)
        ours = [detente, "balance", path, "--only", "strong", "--budget", "60"]
        rows.append((f"every pair tied, {actors} actors, two blocs", had, [gray, path], ours))
    path = made(complete, 14)
    ours = [detente, "balance", path, "--only", "strong"]
    rows.append(("every pair tied, 14 actors; the plain way is HiGHS", "-", python("frustration_highs.py", path), ours))
    path = made(events, 1_000_000)
    rows.append(("1,000,000 events of 58 columns", "polars 2.1 and duckdb 2.0: the next column", python("events_polars.py", path), [detente, "record", "aggregate", path]))
    # Without scenarios kept from the run before: each of three is a whole one.
    for actors, ties in ((18, 36), (18, 72), (40, 80), (40, 160), (60, 120), (60, 240), (80, 160), (128, 256)):
        ours = [detente, "run", made(case, actors, ties), "--draws", "1000", "--fresh"]
        rows.append((f"a case of {actors} actors and {ties} ties in doubt, 1,000 draws, everything", "-", None, ours))
    pool.shutdown()
    print("| work | what users have, on record | the plain fast way | detente |\n|---|---|---|---|")
    for work, had, plain, ours in rows:
        print(f"| {work} | {had} | {measured(plain, 1) if plain else '-'} | {measured(ours, 1)} |", flush=True)
    shutil.rmtree(FOLDER)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))

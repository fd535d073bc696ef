"""Frustration of a signed network by the XOR model with triangle inequalities (Aref, Mason and Wilson 2020), solved by HiGHS."""
import csv
import sys

import highspy

ties = [(int(r["a"]), int(r["b"]), int(r["sign"])) for r in csv.DictReader(open(sys.argv[1]))]
actors = 1 + max(max(a, b) for a, b, _ in ties)
model = highspy.Highs()
model.setOptionValue("output_flag", False)
side = [model.addBinary() for _ in range(actors)]
frustrated = {}
for a, b, sign in ties:
    f = frustrated[min(a, b), max(a, b)] = model.addBinary(obj=1)
    if sign > 0:
        model.addConstr(f >= side[a] - side[b])
        model.addConstr(f >= side[b] - side[a])
    else:
        model.addConstr(f >= side[a] + side[b] - 1)
        model.addConstr(f >= 1 - side[a] - side[b])
signs = {(min(a, b), max(a, b)): sign for a, b, sign in ties}
near = [set() for _ in range(actors)]
for a, b in signs:
    near[a].add(b)
    near[b].add(a)
for a, b in signs:
    for c in (near[a] & near[b]):
        if c > b:
            three = [(a, b), (min(a, c), max(a, c)), (min(b, c), max(b, c))]
            if sum(signs[e] < 0 for e in three) % 2:
                model.addConstr(sum(frustrated[e] for e in three) >= 1)
model.run()
print(round(model.getObjectiveValue()))

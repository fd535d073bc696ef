"""Events of GDELT 1.0 (58 columns, no header) into pair-months: counts and sums of scores between different countries."""
import sys

import polars as pl

names = [f"c{place}" for place in range(58)]
rows = pl.scan_csv(
    sys.argv[1], separator="\t", has_header=False, new_columns=names, quote_char=None, infer_schema=False
)
found = (
    rows.select(
        month=pl.col("c1").str.slice(0, 6),
        source=pl.col("c7"),
        target=pl.col("c17"),
        score=pl.col("c30").cast(pl.Float64),
    )
    .filter(pl.col("source").is_not_null() & pl.col("target").is_not_null() & (pl.col("source") != pl.col("target")))
    .group_by("source", "target", "month")
    .agg(n=pl.len(), sum=pl.col("score").sum())
    .sort("source", "target", "month")
    .collect(engine="streaming")
)
found.write_csv(sys.stdout)

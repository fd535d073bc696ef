// Made by `npm run types` from docs/reference/schemas/run.schema.json: change the program, not this file.

/**
 * What low and high of an estimate mean.
 */
export type Ends = '5-95' | 'absolute'
/**
 * How long a period is: lags and horizons are counted in it.
 */
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'
/**
 * A part of an assessment that a stop can cut off.
 */
export type Part = 'hangs' | 'hangs_by_source' | 'levers' | 'answers'
/**
 * What a sentence is about, and what may have no answer.
 */
export type Subject =
  | {
      kind: 'blocs'
    }
  | {
      kind: 'fit'
    }
  | {
      kind: 'figure'
    }
  | {
      kind: 'change'
    }
  | {
      kind: 'issue'
      /**
       * Its id.
       */
      id: string
    }
  | {
      kind: 'conflict'
      /**
       * Its id.
       */
      id: string
    }
/**
 * What a row's existence and direction rest on.
 */
export type Basis = 'explicit' | 'inferred' | 'general-knowledge' | 'assumed' | 'data'
/**
 * Why something has no answer.
 */
export type WhyUnanswered = 'no preference' | 'too few actors'
/**
 * How the rows of a pair become one number.
 */
export type Combine = 'mean' | 'sum'
/**
 * What balance weighs the ties of a view by.
 */
export type Weighing = 'affinity'
/**
 * Which signs the ties of a network have. Where they all have one, "balanced" says nothing: there was nothing to contradict.
 */
export type Signs = 'both' | 'none-hostile' | 'none-friendly' | 'none'
/**
 * The classes of Dittmer (1981) by number of close ties.
 */
export type TriadClass = 'menage-a-trois' | 'romantic-triangle' | 'stable-marriage' | 'unit-veto'
/**
 * What kind of rest a minimum is.
 */
export type Rest = 'strict' | 'plateau' | 'shelf'
/**
 * A part of a result whose search ended at the limit of steps.
 */
export type Unfinished =
  | 'index'
  | 'best-divisions'
  | 'margin'
  | 'tolerances'
  | 'uniform-error'
  | 'curve'
  | 'change'
  | 'inertia'
  | 'null-models'
/**
 * Which way an option can be changed.
 */
export type Direction = 'both' | 'on only' | 'off only'
/**
 * How long an answer of several may be.
 */
export type Answers = 'any sequence' | 'single pass'
/**
 * What is held to keep a decision maker from moving.
 */
export type Concept = 'nash' | 'gmr' | 'smr' | 'seq' | 'sseq' | 'sim'
/**
 * What kind of change it is.
 */
export type CriticalKind = 'drops' | 'moves' | 'freezes'
/**
 * Which number of an actor's stand on an issue.
 */
export type Stake = 'position' | 'salience' | 'capability'
/**
 * What the signs of the ways to a quantity alone say of it.
 */
export type WaySigns = 'rise' | 'fall' | 'opposing paths' | 'none'
/**
 * Whether a finding is a number or the frequency of something.
 */
export type Kind = 'value' | 'probability'
/**
 * What a number is not.
 */
export type Caveat = 'structural analogy'
/**
 * What is asked.
 */
export type QuestionKind =
  | 'standing'
  | 'figure'
  | 'outcome'
  | 'coalition'
  | 'equilibrium'
  | 'package'
  | 'effect'
  | 'loop'
  | 'rank'
  | 'profile'
  | 'access'
  | 'moves'
  | 'reach'
  | 'exposure'
  | 'dates'
  | 'forecast'
  | 'support'
  | 'views'
/**
 * What a slot stands for.
 */
export type Slot =
  | {
      is: 'actor'
      /**
       * Its id.
       */
      id: string
    }
  | {
      is: 'quantity'
      /**
       * Its path.
       */
      path: string
    }
  | {
      is: 'claim'
      /**
       * Its id.
       */
      id: string
    }
  | {
      is: 'scenario'
      /**
       * Its id.
       */
      id: string
    }
  | {
      is: 'named'
      /**
       * What it is.
       */
      what: string
      /**
       * Its id.
       */
      id: string
    }
  | {
      is: 'state'
      /**
       * The conflict.
       */
      conflict: string
      /**
       * The state, as a row of 0 and 1.
       */
      state: string
    }
  | {
      is: 'date'
      /**
       * It.
       */
      date: string
    }
  | {
      is: 'number'
      /**
       * Its value, unrounded.
       */
      value: number
      from: NumberFrom
    }
  | {
      is: 'share'
      /**
       * The share, in [0, 1].
       */
      value: number
      from: NumberFrom
    }
  | {
      is: 'count'
      /**
       * What is counted.
       */
      of: string[]
    }
/**
 * Where a number comes from.
 */
export type NumberFrom =
  | {
      kind: 'finding'
      /**
       * The finding.
       */
      finding: string
      /**
       * The scenario in which to read it.
       */
      scenario: string
      field: FindingField
    }
  | {
      kind: 'quantity'
      /**
       * Its path.
       */
      path: string
      field: EstimateField
    }
  | {
      kind: 'measure'
      /**
       * The name.
       */
      name: string
    }
  | {
      kind: 'score'
      /**
       * Who holds them; empty for all.
       */
      holder: string
      /**
       * Whether it is the number of those scored, and not their mean score.
       */
      count: boolean
    }
  | {
      kind: 'threshold'
      /**
       * Its name.
       */
      name: string
    }
/**
 * Which number of a finding.
 */
export type FindingField =
  'mode' | 'mean' | 'low' | 'middle' | 'high' | 'difference' | 'differencelow' | 'differencehigh'
/**
 * Which number of an estimate.
 */
export type EstimateField = 'low' | 'mode' | 'high'
/**
 * Whether a conclusion is borne out.
 */
export type Borne = 'confirmed' | 'qualified' | 'contradicted' | 'cannot be tested'
/**
 * What a figure draws.
 */
export type Shown =
  | {
      kind: 'network'
      /**
       * The view.
       */
      view: string
      /**
       * Its sides, by ids.
       */
      sides: string[][]
      /**
       * Who is on no side.
       */
      open: string[]
    }
  | {
      kind: 'shares'
      /**
       * A row for each.
       */
      rows: ShareRow[]
    }
  | {
      kind: 'intervals'
      axis: Axis
      /**
       * A row for each.
       */
      rows: IntervalRow[]
    }
  | {
      kind: 'lines'
      period: Period
      axis: Axis
      /**
       * A line for each.
       */
      rows: LineRow[]
    }
  | {
      kind: 'map'
      reach: ReachResult
    }
  | {
      kind: 'table'
      /**
       * Headings.
       */
      columns: string[]
      /**
       * Rows of cells.
       */
      rows: string[][]
    }
/**
 * How far a place lies within a reach.
 */
export type Within = 'low' | 'mode' | 'high' | 'out'
/**
 * The family of distributions that turns `low, mode, high` into a distribution: between absolute ends as it says here; where low and
 * high are the 5 and 95 per cent points, one of the same kind that has them there ([`Sampler`]).
 */
export type Shape = 'pert' | 'triangular' | 'uniform'
/**
 * How data and documents stand to each other on a pair.
 */
export type RecordVerdict = 'agree' | 'apart' | 'unsure' | 'data only' | 'text only'
/**
 * What quantities are put together by.
 */
export type Grouping = 'claim' | 'source' | 'speaker' | 'channel' | 'quantity' | 'tie' | 'actor' | 'part'

/**
 * Everything a run found, and what it rests on.
 */
export interface Assessment {
  /**
   * [`SCHEMA`].
   */
  schema: string
  tool: Tool
  case: CaseEntry
  /**
   * Seed of the draws; as text beyond 2^53 - 1, where a reader may not have it as a number.
   */
  seed: number | string
  /**
   * Number of draws.
   */
  draws: number
  /**
   * The date the case was read as of.
   */
  as_of: string
  /**
   * What is missing because the run was stopped; null for a run that came to its end.
   */
  stopped: Stopped | null
  /**
   * The answer in three sentences.
   */
  answer: Sentence[]
  /**
   * The answer for each conflict: what holds, how surely, on what that hangs.
   */
  conflict_answers: Sentence[]
  /**
   * The answer for each issue: where it lands, how surely, who pulls it there, what would move it.
   */
  issue_answers: Sentence[]
  /**
   * Ids of the findings to look at first, in the order of the views.
   */
  headlines: string[]
  /**
   * Ids of the scenarios in the order they were asked for, the baseline first.
   */
  scenario_order: string[]
  /**
   * Results by scenario.
   */
  scenarios: {
    [k: string]: ScenarioResult
  }
  /**
   * What findings rest on, in the order in which the findings of `scenario_order` first use it: a finding has the place of its set.
   */
  provenance: Provenance[]
  /**
   * What the case is asked, answered.
   */
  answers: Answer[]
  /**
   * Every quantity of the case by path.
   */
  quantities: {
    [k: string]: QuantityEntry
  }
  /**
   * Every claim by id.
   */
  claims: {
    [k: string]: ClaimEntry
  }
  /**
   * Actors by id.
   */
  actors: {
    [k: string]: ActorEntry
  }
  /**
   * Sources by id.
   */
  sources: {
    [k: string]: SourceEntry
  }
  /**
   * Forums of talks.
   */
  forums: ForumEntry[]
  /**
   * Forecasts of the case.
   */
  forecasts: ForecastEntry[]
  forecast_scores: ForecastScores
  /**
   * Ties from data beside what the documents say, by rule.
   */
  records: RecordResult[]
  /**
   * Scores of backtests that the case keeps.
   */
  backtests: BacktestScore[]
  /**
   * Events of the case.
   */
  events: EventEntry[]
  /**
   * What the headline findings of the baseline hang on, claim by claim.
   */
  hangs?: SensitivityResult[]
  /**
   * The same document by document, where a finding rests on more than one.
   */
  hangs_by_source?: SensitivityResult[]
  /**
   * For each goal of the case the cheapest changes that reach it.
   */
  levers?: GoalLevers[]
  /**
   * The map of causes: links, and the loops among them.
   */
  causes?: CausalMap | null
  /**
   * Parts of the case that are checked but that no engine reads yet.
   */
  not_yet_computed: string[]
  /**
   * How results were made.
   */
  method: string[]
}
/**
 * The program.
 */
export interface Tool {
  /**
   * Its name.
   */
  name: string
  /**
   * Its version.
   */
  version: string
}
/**
 * What the case says of itself.
 */
export interface CaseEntry {
  /**
   * Its id.
   */
  id: string
  /**
   * Its title.
   */
  title: string
  /**
   * What it is about.
   */
  summary: string
  /**
   * Its own date.
   */
  as_of: string
  /**
   * What is judgement, and what the sources leave open.
   */
  notes: string[]
  ends: Ends
  period: Period
}
/**
 * What is missing of a run that was stopped. Everything else of its result is whole.
 */
export interface Stopped {
  /**
   * Ids of the scenarios that were not run, in the order they were asked for.
   */
  scenarios: string[]
  /**
   * Parts that were not looked at to their end, and are empty for that reason alone.
   */
  parts: Part[]
}
/**
 * One sentence of the answer.
 */
export interface Sentence {
  subject: Subject
  /**
   * The subject in words, to stand before the text with a colon between them.
   */
  head: string
  /**
   * The sentence, which begins with a small letter.
   */
  text: string
  /**
   * The findings it tells.
   */
  findings: string[]
  /**
   * The scenario in which to read them.
   */
  scenario: string
}
/**
 * What one scenario gave.
 *
 * A finding that is as in the baseline does not stand here again. All findings of a scenario `s` of an assessment `a`, in Python:
 *
 * ```python
 * own, base = iter(s["findings"]), a["scenarios"]["baseline"]["findings"]
 * places = s.get("unchanged", [None] * len(s["findings"]))
 * whole = [next(own) if place is None else base[place] for place in places]
 * ```
 */
export interface ScenarioResult {
  /**
   * Its title.
   */
  title: string
  /**
   * The question it answers.
   */
  question: string
  /**
   * Its changes, as they would be typed.
   */
  changes: string[]
  /**
   * What each change rests on.
   */
  grounds: ChangeGround[]
  /**
   * Changes that found nothing to change or were cut at a range.
   */
  remarks: string[]
  /**
   * Rows that no longer count because their basis or all their claims were left out.
   */
  lost: string[]
  /**
   * Issues and conflicts that have no answer at the most likely values.
   */
  unanswered?: Unanswered[]
  /**
   * Status of each forum.
   */
  forums: {
    [k: string]: string
  }
  /**
   * Pictures of the views.
   */
  views: ViewResult[]
  /**
   * Conflicts at the most likely values: all in the baseline, those that differ from it in a scenario.
   */
  conflicts?: ConflictResult[]
  /**
   * Issues at the most likely values: all in the baseline, those that differ from it in a scenario.
   */
  issues?: IssueResult[]
  /**
   * Exchanges between the issues, where some differ from the baseline.
   */
  exchanges?: ExchangesResult | null
  /**
   * Combinations of levels that hold each other up: all models in the baseline, those that differ from it in a scenario.
   */
  cross_impacts?: CaseCrossImpact[]
  /**
   * Action and reaction where actors threaten each other: in the baseline, and in a scenario where it differs from it.
   */
  race?: RaceResult | null
  /**
   * What influences do, where a change sets some of them going.
   */
  trajectory?: TrajectoryResult | null
  /**
   * The findings: all in the baseline, those that are not `unchanged` in a scenario.
   */
  findings: Finding[]
  /**
   * Every finding of a scenario in its order: where it is as in the baseline, its place among the findings of the baseline, from 0;
   * where it is not, null, and it is the next of `findings`. As in the baseline is a finding of which every field is the same, and which
   * differs in no draw: its `difference` is 0 in all `distribution.defined` or `probability.draws` pairs, absent where it has neither. A
   * finding of the baseline whose place is not listed does not exist in the scenario. Absent in the baseline, where `findings` are all.
   */
  unchanged?: (number | null)[] | null
}
/**
 * What a change of a what-if rests on.
 */
export interface ChangeGround {
  /**
   * The change, as it would be typed.
   */
  change: string
  basis: Basis
  /**
   * Claims it rests on.
   */
  claims: string[]
  /**
   * A remark.
   */
  note: string
}
/**
 * An issue or conflict without an answer at the most likely values.
 */
export interface Unanswered {
  subject: Subject
  reason: WhyUnanswered
  /**
   * The decision makers of whose preferences nothing is known.
   */
  decision_makers?: string[]
}
/**
 * A view with every quantity at its mode, for figures.
 */
export interface ViewResult {
  /**
   * Its id.
   */
  id: string
  /**
   * Its title.
   */
  title: string
  combine: Combine
  weights: Weighing
  /**
   * Its actors.
   */
  actors: string[]
  /**
   * Pairs that have ties.
   */
  ties: ViewTieResult[]
  /**
   * Pairs without.
   */
  unknown: string[]
  signs: Signs
  /**
   * Best partitions at the modes: the blocs of each.
   */
  optima: string[][][]
  /**
   * How many there are.
   */
  optima_count: number
  /**
   * Triads whose three ties are all there, by class (Dittmer 1981).
   */
  triads: TriadResult[]
  /**
   * Geometry, where lengths make sense.
   */
  figure: FigureResult | null
  /**
   * How many blocs, what would change them, what else is stable; absent without ties.
   */
  structure: Structure | null
  /**
   * The view at every date at which its ties changed, in the baseline alone.
   */
  history?: PeriodResult[]
}
/**
 * A pair's tie at the modes.
 */
export interface ViewTieResult {
  /**
   * One actor.
   */
  a: string
  /**
   * The other.
   */
  b: string
  /**
   * Affinity at the modes.
   */
  affinity: number
  /**
   * The same from the lower ends of all its rows.
   */
  low: number
  /**
   * The same from the upper ends.
   */
  high: number
  /**
   * Firmness at the modes.
   */
  firmness: number
  /**
   * Whether every row behind it has a basis other than `explicit`, or its sign is in doubt.
   */
  doubtful: boolean
  /**
   * Whether its firmness is a default.
   */
  firmness_assumed: boolean
  /**
   * Dimensions of its rows.
   */
  dimensions: string[]
  /**
   * Paths of the quantities behind it.
   */
  quantities: string[]
  /**
   * Claims behind those.
   */
  claims: string[]
}
/**
 * A triad at the modes.
 */
export interface TriadResult {
  /**
   * Its actors.
   *
   * @minItems 3
   * @maxItems 3
   */
  actors: [string, string, string]
  class: TriadClass
  /**
   * Whether it is balanced (an even number of hostile ties).
   */
  balanced: boolean
}
/**
 * The figure of a view: both of its readings.
 */
export interface FigureResult {
  /**
   * Actors in the order of the sides; empty when the view has no ring.
   */
  ring: string[]
  /**
   * A picture in the plane; absent when a tie is unknown.
   */
  plane: Plane | null
  /**
   * The sides alone as bars: what the frame can hold.
   */
  sides_only: Frame | null
  all_ties: Frame
  /**
   * Exact gain in cohesion when the weight of a tie grows by 0.1, by tie.
   */
  gain_of_a_tenth: {
    [k: string]: number
  }
  /**
   * The cheapest change that puts all actors on one side; absent for larger views.
   */
  tighten: TightenResult | null
}
/**
 * Positions whose distances come nearest to the lengths of the ties.
 */
export interface Plane {
  /**
   * Per actor its place (x, y), centred.
   */
  places: [number, number][]
  /**
   * Kruskal's stress-1: how far the picture is from the lengths; above 0.1 it should not be trusted.
   */
  stress: number
  /**
   * Starts that reached the least stress, of `starts`.
   */
  reached: number
  /**
   * Starts tried.
   */
  starts: number
  /**
   * Fourth-smallest eigenvalue of the stiffness matrix: rigidity in the plane beyond the three trivial motions.
   */
  lambda4: number
  /**
   * The next eigenvalue: no change of one tie lifts `lambda4` above it.
   */
  lambda5: number
  /**
   * Per tie in input order the gain in `lambda4` per unit of firmness; 0 for coincident ends.
   */
  firm: number[]
}
/**
 * What a set of bars can hold in the plane, for joints in general position.
 */
export interface Frame {
  /**
   * Independent bars.
   */
  rank: number
  /**
   * Free motions left: `2 joints - 3 - rank`, at least 0.
   */
  freedoms: number
  /**
   * Per bar in input order: whether it braces the figure (false = redundant).
   */
  braces: boolean[]
}
/**
 * Which ties to tighten, under the assumption that a unit of every tie costs the same.
 */
export interface TightenResult {
  /**
   * Lead over every other division that the change must reach.
   */
  margin: number
  /**
   * Its cost with a cost of 1 a unit: the sum of what the ties move.
   */
  cost: number
  /**
   * Whether there is one plan alone.
   */
  unique: boolean
  /**
   * The ties that some cheapest plan moves.
   */
  ties: TightenTie[]
}
/**
 * A tie in the cheapest plans.
 */
export interface TightenTie {
  /**
   * The tie.
   */
  tie: string
  /**
   * Least that it moves in a cheapest plan.
   */
  least: number
  /**
   * Most that it moves in a cheapest plan.
   */
  most: number
  /**
   * Costs of a unit of this tie at which the choice switches.
   */
  switches: Switch[]
}
/**
 * A cost of one tie at which the cheapest plans change.
 */
export interface Switch {
  /**
   * The cost per unit.
   */
  cost: number
  /**
   * How far the tie moves while it costs less.
   */
  below: number
  /**
   * How far once it costs more.
   */
  above: number
}
/**
 * What the network at the most likely values says beyond its blocs.
 */
export interface Structure {
  /**
   * The index with at most 1, 2, ... blocs.
   */
  blocs_curve: BlocCost[]
  /**
   * The ties whose change moves the two-bloc index most.
   */
  next_changes: NextChange[]
  /**
   * Actors that stand together in every best division, the largest group first; absent where not all were listed.
   */
  core: string[][] | null
  /**
   * The lowest stable configurations; empty for larger views.
   */
  minima: MinimumResult[]
  /**
   * Number of configurations behind their basins.
   */
  configurations: number
  /**
   * The two-bloc index among networks with the same ties and the signs dealt out anew.
   */
  null: NullBand | null
  /**
   * Walk balance of each actor, in (0, 1]; low where it sits in contradictory cycles.
   */
  local: {
    [k: string]: number
  }
}
/**
 * The index with at most so many blocs.
 */
export interface BlocCost {
  /**
   * Most blocs allowed.
   */
  blocs: number
  /**
   * Proven lower bound.
   */
  lower_bound: number
  /**
   * Cost of the best division found.
   */
  frustration: number
  /**
   * Whether they are equal.
   */
  proven: boolean
}
/**
 * The index after one tie is changed.
 */
export interface NextChange {
  /**
   * The tie.
   */
  tie: string
  /**
   * Its affinity.
   */
  weight: number
  /**
   * The index as it is.
   */
  index: number
  /**
   * The index without it.
   */
  index_if_gone: number
  /**
   * The index with its sign turned.
   */
  index_if_turned: number
}
/**
 * A stable configuration.
 */
export interface MinimumResult {
  /**
   * One side.
   */
  side: string[]
  /**
   * The other.
   */
  against: string[]
  /**
   * Twice the sum of the ties across; the lower the better.
   */
  energy: number
  rest: Rest
  /**
   * Configurations that run down to it.
   */
  basin: number
  /**
   * How far the energy must rise to leave it for one that is no higher.
   */
  depth: number | null
}
/**
 * Where an index stands among those of a null model.
 */
export interface NullBand {
  /**
   * Networks drawn.
   */
  draws: number
  /**
   * 5 % of them have an index up to this; absent where one of them is only bounded.
   */
  low: number | null
  /**
   * Their mean; absent where one of them is only bounded.
   */
  mean: number | null
  /**
   * 95 % of them have an index up to this; absent where one of them is only bounded.
   */
  high: number | null
  /**
   * (observed - mean) / sd.
   */
  z: number | null
  /**
   * Share with an index no larger, the observed one included; absent where bounds leave it open.
   */
  p: number | null
  /**
   * Networks whose index is only bounded, because the search ended at its limit of steps.
   */
  bounded: number
  /**
   * What p is at least and at most, where bounds leave it open.
   *
   * @minItems 2
   * @maxItems 2
   */
  p_bounds?: [number, number] | null
}
/**
 * What balance says of one period.
 */
export interface PeriodResult {
  /**
   * Its name.
   */
  period: string
  /**
   * Number of actors.
   */
  actors: number
  /**
   * Number of ties.
   */
  ties: number
  signs: Signs
  strong: PeriodIndex
  weak: PeriodIndex
  /**
   * Triads by hostile ties.
   */
  triads: {
    '+++'?: number
    '++-'?: number
    '+--'?: number
    '---'?: number
  }
  /**
   * Share of balanced triads.
   */
  triangle_index: number | null
  /**
   * The two blocs of every connected part, as many pairs as there are parts; of several best divisions the one in which the
   * fewest actors changed sides since the period before.
   */
  camps: [string[], string[]][]
  /**
   * Actors that were not there before.
   */
  entered: string[]
  /**
   * Actors that are no longer there.
   */
  left: string[]
  /**
   * Actors that changed sides against the period before.
   */
  moved: string[]
  /**
   * What yesterday's blocs cost today beyond the best, over the actors of both periods.
   */
  inertia: number | null
  /**
   * Why the index is not what it was; absent in the first period, and where an index behind it is only bounded.
   */
  change: IndexChange | null
  /**
   * Ties that go against the blocs now and did not before, or are new.
   */
  broke: string[]
  /**
   * Ties that went against the blocs before and no longer do, or are gone.
   */
  mended: string[]
  /**
   * The index among those of networks with the same ties and the signs dealt out anew; absent without draws.
   */
  null?: NullBand | null
  /**
   * What the limit of steps left open; camps, moves and ties against the blocs are those of the best division found, which is the best one
   * only where the index is proven.
   */
  unfinished?: Unfinished[]
}
/**
 * An index with its proof.
 */
export interface PeriodIndex {
  /**
   * Cost of the best division.
   */
  frustration: number
  /**
   * Proven lower bound.
   */
  lower_bound: number
  /**
   * Whether they are equal.
   */
  proven: boolean
  /**
   * 1 - 2 frustration / total weight; absent where the index is only bounded.
   */
  normalised: number | null
  /**
   * Number of best divisions; absent where they were not all counted.
   */
  optimal_partitions: number | null
}
/**
 * The difference of two indices by what changed, averaged over all orders of the four groups (Shapley 1953); the parts add up.
 */
export interface IndexChange {
  /**
   * The difference.
   */
  total: number
  /**
   * By ties that are new.
   */
  new: number
  /**
   * By ties that are gone.
   */
  gone: number
  /**
   * By ties whose sign turned.
   */
  turned: number
  /**
   * By ties that changed their weight alone.
   */
  reweighted: number
}
/**
 * A conflict and who holds still where; states are numbered from 1.
 */
export interface ConflictResult {
  /**
   * Its id or name.
   */
  id: string
  /**
   * Its title.
   */
  title: string
  /**
   * What it is about.
   */
  text: string
  /**
   * The question to answer.
   */
  question: string
  /**
   * Decision makers.
   */
  decision_makers: string[]
  /**
   * Options.
   */
  options: OptionResult[]
  /**
   * How many states can occur.
   */
  state_count: number
  /**
   * Names of the states; empty where there are very many.
   */
  states: string[]
  /**
   * Options taken, by state; empty for joined and explicit states.
   */
  taken: string[][]
  /**
   * The state at the start.
   */
  status_quo: number | null
  answers: Answers
  /**
   * States that hold everybody, by concept.
   */
  equilibria: {
    nash?: number[]
    gmr?: number[]
    smr?: number[]
    seq?: number[]
    sseq?: number[]
    sim?: number[]
  }
  /**
   * For each concept and decision maker one digit per state: 1 where it holds.
   */
  stability: {
    nash?: {
      [k: string]: string
    }
    gmr?: {
      [k: string]: string
    }
    smr?: {
      [k: string]: string
    }
    seq?: {
      [k: string]: string
    }
    sseq?: {
      [k: string]: string
    }
    sim?: {
      [k: string]: string
    }
  }
  /**
   * States in which each is held by SEQ or by SIM.
   */
  seq_or_sim?: number[] | null
  /**
   * States that hold every coalition as well, by concept.
   */
  coalition_equilibria?: {
    nash?: number[]
    gmr?: number[]
    smr?: number[]
    seq?: number[]
    sseq?: number[]
    sim?: number[]
  }
  /**
   * Preferences.
   */
  preferences: PreferenceResult[]
  /**
   * How many moves there are, where states are told one by one.
   */
  move_count: number
  /**
   * Moves, where there are not too many.
   */
  moves: MoveResult[]
  /**
   * The start and every state that holds everybody, told.
   */
  verdicts: VerdictResult[]
  /**
   * From the start to every state that holds everybody.
   */
  paths: PathResult[]
  /**
   * Whether single changes were looked at; not where nobody asked, nor where moves and statements are too many.
   */
  critical_preferences_known: boolean
  /**
   * What single changes do to the states that hold everybody.
   */
  critical_preferences: CriticalPreference[]
  /**
   * What would make other states hold everybody under Nash, where asked for.
   */
  inverse?: InverseQuestion[]
  /**
   * Proofs of all verdicts, where asked for.
   */
  certificates?: CertificateResult[]
  /**
   * What is odd about the conflict.
   */
  notes: string[]
}
/**
 * An option.
 */
export interface OptionResult {
  /**
   * Its name.
   */
  name: string
  /**
   * What it means.
   */
  meaning: string
  /**
   * Who can change it.
   */
  owners: string[]
  direction: Direction
  /**
   * Claims it rests on.
   */
  claims: string[]
}
/**
 * How a decision maker ranks the states.
 */
export interface PreferenceResult {
  /**
   * The decision maker.
   */
  decision_maker: string
  /**
   * Its statements, the most important first; empty where states are ranked directly.
   */
  statements: StatementResult[]
  /**
   * Groups of states, best first; empty where there are very many.
   */
  ranking: number[][]
}
/**
 * A statement.
 */
export interface StatementResult {
  /**
   * As written.
   */
  text: string
  /**
   * Why it is held.
   */
  why: string
  /**
   * Probability of holding.
   */
  probability: number
  /**
   * Whether it holds when everything stands at its most likely value.
   */
  counts: boolean
  /**
   * Path of the probability, in a case.
   */
  path: string
  /**
   * Basis, in a case.
   */
  basis?: Basis | null
  /**
   * Claims it rests on.
   */
  claims: string[]
  /**
   * One digit per state: 1 where it is met; empty where there are very many.
   */
  met: string
}
/**
 * A move.
 */
export interface MoveResult {
  /**
   * Who moves.
   */
  decision_maker: string
  /**
   * From.
   */
  from: number
  /**
   * To.
   */
  to: number
  /**
   * Whether the mover is better off there.
   */
  improves: boolean
}
/**
 * A state, told decision maker by decision maker.
 */
export interface VerdictResult {
  /**
   * The state.
   */
  state: number
  /**
   * Concepts under which it holds everybody.
   */
  holds_under: Concept[]
  /**
   * Why each decision maker stays or goes: the concept that is told, and the sentence.
   */
  told: StandResult[]
}
/**
 * Why a decision maker stays or goes.
 */
export interface StandResult {
  /**
   * The decision maker.
   */
  decision_maker: string
  concept: Concept
  /**
   * Whether it stays.
   */
  stays: boolean
  /**
   * The sentence.
   */
  text: string
}
/**
 * Ways from a state to another.
 */
export interface PathResult {
  /**
   * From.
   */
  from: number
  /**
   * To.
   */
  to: number
  /**
   * A shortest sequence of moves; absent when no sequence leads there.
   */
  moves: StepResult[] | null
  /**
   * A shortest sequence of improvements of those who move; absent when none leads there.
   */
  improvements: StepResult[] | null
}
/**
 * A move.
 */
export interface StepResult {
  /**
   * Who moves.
   */
  decision_maker: string
  /**
   * Where to.
   */
  state: number
}
/**
 * A single change, and the states that it frees or makes hold.
 */
export interface CriticalPreference {
  kind: CriticalKind
  /**
   * The change in words.
   */
  change: string
  /**
   * Claims behind the statement or option that changes.
   */
  claims: string[]
  /**
   * States that no longer hold everybody, by concept.
   */
  lost: {
    nash?: number[]
    gmr?: number[]
    smr?: number[]
    seq?: number[]
    sseq?: number[]
    sim?: number[]
  }
  /**
   * States that hold everybody then, by concept.
   */
  gained: {
    nash?: number[]
    gmr?: number[]
    smr?: number[]
    seq?: number[]
    sseq?: number[]
    sim?: number[]
  }
}
/**
 * The answer to: what would make this state hold everybody?
 */
export interface InverseQuestion {
  /**
   * The state, numbered from 1.
   */
  state: number
  /**
   * Its name.
   */
  label: string
  concept: Concept
  /**
   * Whether the concept has an answer in this conflict.
   */
  defined: boolean
  /**
   * Whether it holds everybody as things are.
   */
  holds: boolean
  /**
   * Decision makers that leave it as things are, each with the reason.
   */
  leavers: string[]
  /**
   * The smallest sets of changes of statements that do it, made one after the other; absent where preferences are no
   * statements.
   */
  changes: string[][] | null
  /**
   * Every set of up to this many changes of statements was tried.
   */
  tried: number
  /**
   * More smallest sets than are listed.
   */
  more: number
  /**
   * Rises of the state in the rankings that do it, none of which can be left out; everything else is left as it is. Where fewer
   * pairs need change in the rankings of others too, those pairs.
   */
  rises: string[]
  /**
   * Pairs of states whose order differs after these rises.
   */
  reversed: number
  /**
   * Every change of the rankings of up to so many pairs was tried; where it is one less than `reversed`, or as many, none is smaller.
   */
  reversals_tried: number
  /**
   * Why no order of its own statements can keep a decision maker there, where that is so.
   */
  obstacles: string[]
}
/**
 * A verdict with its proof; states are numbered from 1.
 */
export interface CertificateResult {
  /**
   * The decision maker.
   */
  decision_maker: string
  /**
   * The state.
   */
  state: number
  concept: Concept
  /**
   * Whether the state holds it.
   */
  stable: boolean
  /**
   * For a stable state: each improvement with what answers it.
   */
  answers?: RejoinderResult[]
  /**
   * For an unstable state: the improvement that is not answered.
   */
  improvement?: number | null
  /**
   * For an unstable state: every (state, last mover) that the others can lead to from there.
   */
  reached?: StepResult[]
  /**
   * The same in a sentence.
   */
  text: string
}
/**
 * An improvement and what answers it.
 */
export interface RejoinderResult {
  /**
   * Where the decision maker goes.
   */
  improvement: number
  /**
   * The moves that follow; for SIM the improvements made at the same moment.
   */
  path: StepResult[]
  /**
   * Where it ends.
   */
  end: number
  /**
   * Where the decision maker could go from there; SMR and SSEQ ask.
   */
  replies?: number[]
}
/**
 * An issue and what the models say of it; positions and outcomes lie on 0 to 100.
 */
export interface IssueResult {
  /**
   * Its id or name.
   */
  id: string
  /**
   * The question.
   */
  question: string
  /**
   * What 0 and 100 mean.
   *
   * @minItems 2
   * @maxItems 2
   */
  ends: [string, string]
  /**
   * What stands without a decision.
   */
  reference: number | null
  /**
   * Who has a stake.
   */
  actors: StakeResult[]
  /**
   * Forecasts by model; a model without an answer is absent.
   */
  forecast: {
    compromise?: number
    median?: number
    mean?: number
    nash?: number
    smp?: number
    eum?: number
    exchange?: number
  }
  /**
   * The weighted median as an interval where half the weight lies on either side.
   *
   * @minItems 2
   * @maxItems 2
   */
  median: [number, number]
  /**
   * Largest minus smallest forecast of the models of this issue alone: exchange looks at others as well.
   */
  spread: number
  /**
   * The actor that stands at the weighted median: without it neither side has a majority of weight.
   */
  pivot: string[]
  /**
   * Positions by turn in the spatial challenge model, and by round in the expected-utility model, actor by actor.
   */
  rounds: {
    compromise?: number[][]
    median?: number[][]
    mean?: number[][]
    nash?: number[][]
    smp?: number[][]
    eum?: number[][]
    exchange?: number[][]
  }
  /**
   * Challenges of each turn of the spatial challenge model.
   */
  turns: TurnResult[]
  /**
   * Changes of one number of one actor that move the compromise by so many points (ten unless asked otherwise), the least first.
   */
  levers: LeverResult[]
  /**
   * What passes under the rule, where the group decides by one.
   */
  procedure?: ProcedureResult | null
  /**
   * What is odd.
   */
  notes: string[]
}
/**
 * What an actor has at stake, and what it does to the compromise.
 */
export interface StakeResult {
  /**
   * The actor.
   */
  actor: string
  /**
   * Position.
   */
  position: number
  /**
   * Salience, 0 to 100.
   */
  salience: number
  /**
   * Capability.
   */
  capability: number
  /**
   * Share of all weight, 0 to 1.
   */
  share: number
  /**
   * How far it pulls the compromise towards itself; the pulls of all add up to 0.
   */
  pull: number
  /**
   * The compromise without it.
   */
  without: number | null
  /**
   * Basis, in a case.
   */
  basis?: Basis | null
  /**
   * Claims it rests on, in a case.
   */
  claims?: string[]
  /**
   * Issue whose outcome is its position, in a case.
   */
  from?: string | null
}
/**
 * A turn of the spatial challenge model.
 */
export interface TurnResult {
  /**
   * Its number, from 1.
   */
  turn: number
  /**
   * Who challenges whom.
   */
  challenges: ChallengeResult[]
}
/**
 * A challenge.
 */
export interface ChallengeResult {
  /**
   * The challenger.
   */
  challenger: string
  /**
   * The target.
   */
  target: string
  /**
   * Probability that the challenger prevails, as it sees it.
   */
  probability: number
  /**
   * What it expects to gain, in utility.
   */
  gain: number
  /**
   * Third parties with their support for the challenger (negative for the target), the largest first.
   */
  third_parties: [string, number][]
  /**
   * Where the two would stand by the deal that was offered: challenger, then target, dimension by dimension.
   */
  offered: number[][]
  /**
   * Whether the challenger and the target take it.
   *
   * @minItems 2
   * @maxItems 2
   */
  taken: [boolean, boolean]
}
/**
 * A change that moves the compromise.
 */
export interface LeverResult {
  /**
   * The actor.
   */
  actor: string
  number: Stake
  /**
   * Its value now.
   */
  from: number
  /**
   * The value that is needed.
   */
  to: number
  /**
   * The compromise then.
   */
  outcome: number
}
/**
 * What passes under the rule of the group.
 */
export interface ProcedureResult {
  /**
   * The rule in words.
   */
  rule: string
  /**
   * Points that beat the reference point, as intervals.
   */
  win_set: [number, number][]
  /**
   * What the agenda setter would propose, or the reference point where nothing that it prefers passes.
   */
  proposal: number | null
}
/**
 * Exchanges over all issues.
 */
export interface ExchangesResult {
  /**
   * How many pay both sides before any is carried out.
   */
  feasible: number
  /**
   * The most gainful of these.
   */
  best: ExchangeResult[]
  /**
   * Those of a round: the most gainful is carried out and its two moves are fixed, then the best of the rest, until none pays.
   */
  done: ExchangeResult[]
  /**
   * Outcome of each issue by the compromise of its actors, before and after the round.
   */
  outcomes: [string, number, number][]
}
/**
 * An exchange of positions: one gives way on one issue, the other on another.
 */
export interface ExchangeResult {
  /**
   * Who gives way on the first issue, and how far its position moves.
   *
   * @minItems 2
   * @maxItems 2
   */
  gives_first: [string, number]
  /**
   * Who gives way on the second issue, and how far.
   *
   * @minItems 2
   * @maxItems 2
   */
  gives_second: [string, number]
  /**
   * The issues, each with its outcome before and after.
   *
   * @minItems 2
   * @maxItems 2
   */
  issues: [[string, number, number], [string, number, number]]
  /**
   * What each of the two gains: shift of outcomes times salience.
   */
  gain: number
  /**
   * What others gain (or lose, below 0) without being asked, the largest first.
   */
  others: [string, number][]
}
/**
 * Cross-impacts of a case, answered.
 */
export interface CaseCrossImpact {
  /**
   * Its id.
   */
  id: string
  /**
   * Title.
   */
  title: string
  /**
   * What can stand one way or another.
   */
  descriptors: DescriptorResult[]
  /**
   * Which descriptor acts on which, by what.
   */
  acts: ActResult[]
  /**
   * Combinations of variants; absent beyond 2^64.
   */
  combinations: number | null
  /**
   * Combinations that hold at the most likely impacts.
   */
  consistent: number
  /**
   * Combinations that hold each other up at the most likely impacts, or in some draws; the likeliest first, the first 60.
   */
  scenarios: HeldResult[]
  /**
   * How many there are beyond those told.
   */
  untold: number
  /**
   * Draws of the impacts.
   */
  draws: number
  /**
   * Share of draws in which no combination holds.
   */
  none: number
  /**
   * What to know when reading them.
   */
  notes: string[]
}
/**
 * A descriptor.
 */
export interface DescriptorResult {
  /**
   * Its id.
   */
  id: string
  /**
   * Title.
   */
  title: string
  /**
   * Its quantity, where it has one.
   */
  quantity: string | null
  /**
   * Its variants.
   */
  variants: VariantResult[]
  /**
   * Whether nothing acts on it: then it may stand any way.
   */
  free: boolean
}
/**
 * A variant.
 */
export interface VariantResult {
  /**
   * Its id.
   */
  id: string
  /**
   * The level of the quantity.
   */
  at: number | null
  /**
   * What it means.
   */
  meaning: string
}
/**
 * How one descriptor acts on another.
 */
export interface ActResult {
  /**
   * The one that acts.
   */
  from: string
  /**
   * The other.
   */
  on: string
  /**
   * Sum of the gains along the ways between them, in shares of range; absent where impacts are judged.
   */
  gain: number | null
  /**
   * Links of each way that passes no other descriptor.
   */
  ways: string[][]
  /**
   * Impacts of variants (rows) on variants, at the most likely values, from -3 to 3 where they are judged.
   */
  impacts: number[][]
  /**
   * Claims behind the links, or the judgement.
   */
  claims: string[]
}
/**
 * A combination that holds itself up.
 */
export interface HeldResult {
  /**
   * Variant of every descriptor.
   */
  variants: string[]
  /**
   * Least lead of a chosen variant over another at the most likely impacts, among descriptors that something acts on; below 0
   * where it holds in some draws only.
   */
  consistency: number
  /**
   * Sum of the balances of the chosen variants.
   */
  total_impact: number
  /**
   * Share of draws in which it is consistent.
   */
  share: number
  /**
   * Combinations from which succession leads here at the most likely impacts; absent where it was not followed.
   */
  weight: number | null
}
/**
 * A race.
 */
export interface RaceResult {
  /**
   * States.
   */
  names: string[]
  /**
   * How strongly the row reacts to the column.
   */
  reaction: number[][]
  /**
   * How much the own burden holds each back.
   */
  cost: number[]
  /**
   * What each wants whatever the others do.
   */
  grievance: number[]
  /**
   * Largest real part of an eigenvalue; below 0 the race comes to rest, and how far below is its margin; 0 is the edge.
   */
  spectral_abscissa: number
  /**
   * Whether it comes to rest.
   */
  stable: boolean
  /**
   * Where it rests, or what it moves away from.
   */
  equilibrium: number[] | null
  /**
   * How much the abscissa grows per unit of each reaction; absent where no reaction moves it alone.
   */
  sensitivity: number[][] | null
  /**
   * Who reacts and to whom in the reaction that decides: the greatest sensitivity among those that are there; absent where several
   * have it.
   *
   * @minItems 2
   * @maxItems 2
   */
  decides: [string, string] | null
  /**
   * Whether an unstable race goes up from the start; absent where it comes to rest.
   */
  escalates: boolean | null
  /**
   * What is assumed.
   */
  notes: string[]
}
/**
 * What influences do under a what-if.
 */
export interface TrajectoryResult {
  /**
   * Periods followed after now; results are read at the last.
   */
  horizon: number
  /**
   * Share of values that had to be cut at an end of their range.
   */
  saturated: number
  /**
   * Quantities that influences move, those that move most first.
   */
  moved: MovedResult[]
  /**
   * Findings over time, those that change first first.
   */
  findings: FindingTrajectory[]
}
/**
 * A quantity that influences move.
 */
export interface MovedResult {
  /**
   * Its path.
   */
  quantity: string
  /**
   * What happened to it and why, in words.
   */
  words: string
  /**
   * Its level before, at the most likely values.
   */
  before: number
  /**
   * Its level at the horizon, at the most likely values.
   */
  after: number
  /**
   * The same change as a share of its range.
   */
  share_of_range: number
  /**
   * Mean change over the draws.
   */
  mean_change: number
  /**
   * Share of the draws in which it rises.
   */
  rises: number
  /**
   * Share of the draws in which it falls.
   */
  falls: number
  /**
   * First period in which it differs at the most likely values.
   */
  first: number | null
  trajectory: Fan
  /**
   * The ways by which changes reach it, the strongest first.
   */
  paths: InfluencePathResult[]
  /**
   * Whether there are more or longer ways than are listed.
   */
  paths_cut: boolean
  /**
   * What the ways do not add up to: loops, bending at the ends of ranges, ways that are not listed.
   */
  remainder: number
  sign: WaySigns
  /**
   * What it would be without one link, for the links that matter most.
   */
  without: WithoutLink[]
}
/**
 * A distribution period by period.
 */
export interface Fan {
  /**
   * At the most likely values.
   */
  at_mode: number[]
  /**
   * Mean of the draws.
   */
  mean: number[]
  /**
   * 5 % quantile.
   */
  p05: number[]
  /**
   * Median.
   */
  p50: number[]
  /**
   * 95 % quantile.
   */
  p95: number[]
}
/**
 * A way from a change to a quantity.
 */
export interface InfluencePathResult {
  /**
   * Quantities passed, the changed one first.
   */
  through: string[]
  /**
   * Links passed, by id.
   */
  links: string[]
  /**
   * What it adds up to the horizon in units of the quantity, were nothing bent (product of gains times the change at its start).
   */
  contribution: number
  /**
   * Sum of its lags in periods.
   */
  lag: number
  /**
   * Claims on its links.
   */
  claims: string[]
}
/**
 * The counterfactual without a link.
 */
export interface WithoutLink {
  /**
   * The link, by id.
   */
  link: string
  /**
   * The level at the horizon without it, at the most likely values.
   */
  after: number
  /**
   * What it adds: the level with it less the level without. These need not add up.
   */
  adds: number
  /**
   * Claims on it.
   */
  claims: string[]
}
/**
 * A finding period by period, over the first draws.
 */
export interface FindingTrajectory {
  /**
   * Its id.
   */
  finding: string
  /**
   * What it is.
   */
  label: string
  /**
   * First period in which its mean differs from the baseline's by more than a hundredth of what it comes to.
   */
  first: number | null
  trajectory: Fan
}
/**
 * What the program found out about one thing under one scenario.
 */
export interface Finding {
  /**
   * Its id, for example `balance.states.together:CHN+RUS`.
   */
  id: string
  /**
   * What it is, in words.
   */
  label: string
  kind: Kind
  /**
   * Its value with every quantity at its mode; absent when undefined there.
   */
  at_mode: number | null
  /**
   * Its distribution over the draws, for numbers.
   */
  distribution?: Summary | null
  /**
   * Its frequency over the draws, for frequencies.
   */
  probability?: Proportion | null
  /**
   * Scenario minus baseline, draw by draw.
   */
  difference?: Difference | null
  /**
   * The draws in which it is only bounded, and what that leaves of it; absent where there are none. Where they are more than one in a
   * hundred, distribution, probability and difference are absent.
   */
  bounded?: BoundedFinding | null
  /**
   * What the number is not.
   */
  caveat?: Caveat | null
  /**
   * The quantities and claims behind it: place in the list `provenance` of the assessment, from 0.
   */
  provenance: number
  /**
   * The quantities that move it most.
   */
  drivers: Driver[]
  /**
   * What it would be without one link, for the links that matter most to what changed.
   */
  without?: WithoutLinkFound[]
}
/**
 * A distribution in numbers. Draws in which the value is undefined (NaN) are counted and left out.
 */
export interface Summary {
  /**
   * Draws in which the value is defined.
   */
  defined: number
  /**
   * Draws in which it is not.
   */
  undefined: number
  /**
   * Mean of the defined draws.
   */
  mean: number
  /**
   * Standard deviation of the defined draws (divisor n - 1; 0 for one draw).
   */
  sd: number
  /**
   * Monte-Carlo standard error of the mean.
   */
  mc_error: number
  /**
   * 5 % quantile (linear between order statistics, as all quantiles here: Hyndman and Fan 1996, type 7).
   */
  p05: number
  /**
   * 25 % quantile.
   */
  p25: number
  /**
   * Median.
   */
  p50: number
  /**
   * 75 % quantile.
   */
  p75: number
  /**
   * 95 % quantile.
   */
  p95: number
  histogram: Histogram
}
/**
 * Counts over equal bins between the smallest and the largest value.
 */
export interface Histogram {
  /**
   * Smallest value.
   */
  min: number
  /**
   * Largest value.
   */
  max: number
  /**
   * Draws per bin; one bin where all values are equal.
   */
  counts: number[]
}
/**
 * A probability estimated by counting draws, with its Monte-Carlo doubt.
 */
export interface Proportion {
  /**
   * Share of draws in [0, 1]; a draw may count in part when several optima share it.
   */
  probability: number
  /**
   * Monte-Carlo standard error.
   */
  mc_error: number
  /**
   * Lower end of the 95 % interval (Wilson 1927): above 0 only when some draw says yes.
   */
  low: number
  /**
   * Upper end of the 95 % interval: below 1 only when some draw says no or the draws are few.
   */
  high: number
  /**
   * Draws counted.
   */
  draws: number
}
/**
 * Scenario minus baseline over common random numbers.
 */
export interface Difference {
  /**
   * Draws in which both sides are defined.
   */
  pairs: number
  /**
   * Mean difference.
   */
  mean: number
  /**
   * Monte-Carlo standard error of the mean difference.
   */
  mc_error: number
  /**
   * 5 % quantile of the difference.
   */
  p05: number
  /**
   * Median difference.
   */
  p50: number
  /**
   * 95 % quantile of the difference.
   */
  p95: number
  /**
   * Share of draws in which the scenario is above the baseline.
   */
  above: number
  /**
   * Share of draws in which the two are exactly equal.
   */
  equal: number
}
/**
 * A finding in draws whose search ended at its limit of steps.
 */
export interface BoundedFinding {
  /**
   * Number of these draws.
   */
  draws: number
  /**
   * Number of all draws.
   */
  of: number
  /**
   * What its mean, or its frequency, over all draws is at least and at most.
   *
   * @minItems 2
   * @maxItems 2
   */
  between: [number, number]
  /**
   * The same with the best division found in each draw, which is not proven to be the best.
   */
  found: number
  /**
   * In words.
   */
  reason: string
}
/**
 * A quantity that moves a finding.
 */
export interface Driver {
  /**
   * Its path.
   */
  quantity: string
  /**
   * Rank correlation of its draws with the finding's (Spearman), in [-1, 1].
   */
  correlation: number
}
/**
 * What a finding would be without a link, over the first draws.
 */
export interface WithoutLinkFound {
  /**
   * The link, by id.
   */
  link: string
  /**
   * Mean of the finding without it.
   */
  number: number
  /**
   * Mean with it, over the same draws.
   */
  with: number
  /**
   * Draws: the first of the run.
   */
  draws: number
  /**
   * Mean with it less mean without, over the same draws; these need not add up.
   */
  adds: number
  /**
   * Monte-Carlo standard error of that.
   */
  mc_error: number
}
/**
 * Quantities and claims that findings rest on. Many findings rest on the same: each set stands once and is known by its place in the list.
 */
export interface Provenance {
  /**
   * Paths of the quantities, in the order of the case.
   */
  quantities: string[]
  /**
   * Ids of the claims behind those, in alphabetical order.
   */
  claims: string[]
}
/**
 * An answer.
 */
export interface Answer {
  /**
   * Id of the question.
   */
  id: string
  /**
   * The question in words.
   */
  question: string
  kind: QuestionKind
  /**
   * Why it is asked, where the case does not ask it itself.
   */
  unasked?: string | null
  /**
   * The row of the table of verdicts that the verdict follows, for example `st.core`; `any.missing` where the answer is not known.
   */
  pattern: string
  /**
   * The verdict; a headline first, what is added after it.
   */
  verdict: Wording[]
  /**
   * How sure it is, in a few words.
   */
  how_sure?: Wording | null
  /**
   * What it hangs on, in a few words.
   */
  hangs_on?: Wording | null
  /**
   * What the sources conclude on it, set beside it.
   */
  expected?: Expected[]
  /**
   * The reasons that carry it.
   */
  because: Reason[]
  /**
   * The smallest changes that turn it.
   */
  change_if: Reason[]
  /**
   * What is weak about it.
   */
  weak: Wording[]
  /**
   * The figure that shows it.
   */
  figure?: AnswerFigure | null
  /**
   * The findings it tells.
   */
  findings: FindingOf[]
  /**
   * The claims it rests on.
   */
  claims: string[]
  /**
   * Numbers that were worked out for this answer alone, by name.
   */
  measures?: {
    [k: string]: Measured
  }
}
/**
 * A sentence or a part of one.
 */
export interface Wording {
  /**
   * It as it is read.
   */
  text: string
  /**
   * Its parts in order; together they are the text.
   */
  parts: Said[]
}
/**
 * A part of a sentence: plain text, or a slot.
 */
export interface Said {
  /**
   * As it is read.
   */
  text: string
  /**
   * What it stands for; absent in plain text.
   */
  slot?: Slot | null
}
/**
 * What the sources conclude on a question, and whether what was worked out bears it out.
 */
export interface Expected {
  /**
   * Claims in which they conclude it.
   */
  claims: string[]
  word: Borne
  says: Wording
}
/**
 * A reason, with the claims in which sources say it.
 */
export interface Reason {
  says: Wording
  /**
   * Claims.
   */
  claims?: string[]
  /**
   * The change that it speaks of, as it would be typed in a what-if, one after the other.
   */
  changes?: string[]
}
/**
 * The figure of an answer.
 */
export interface AnswerFigure {
  caption: Wording
  shows: Shown
}
/**
 * A share of the draws.
 */
export interface ShareRow {
  /**
   * Of what.
   */
  label: string
  /**
   * The share, in [0, 1].
   */
  share: number
  /**
   * Of how many draws.
   */
  draws: number
}
/**
 * An axis.
 */
export interface Axis {
  /**
   * Least.
   */
  least: number
  /**
   * What stands there.
   */
  least_means: string
  /**
   * Greatest.
   */
  most: number
  /**
   * What stands there.
   */
  most_means: string
}
/**
 * An interval.
 */
export interface IntervalRow {
  /**
   * Of what.
   */
  label: string
  /**
   * Lower end: nine draws in ten lie between the ends.
   */
  low: number
  /**
   * Median.
   */
  middle: number
  /**
   * Upper end.
   */
  high: number
  /**
   * What it was, or what stands now.
   */
  was?: number | null
}
/**
 * A course over time.
 */
export interface LineRow {
  /**
   * Of what.
   */
  label: string
  /**
   * Where it begins, in periods from now.
   */
  from: number
  /**
   * Its values, one a period.
   */
  values: number[]
}
/**
 * Places with what reaches what.
 */
export interface ReachResult {
  /**
   * The places.
   */
  places: ReachPlace[]
  /**
   * What lies how far from what reaches, the reaches in their order, of each the nearest first.
   */
  reaches: ReachRow[]
  /**
   * Zones that two claim.
   */
  overlaps: OverlapRow[]
  /**
   * Lines, and what they pass.
   */
  routes: RouteRow[]
}
/**
 * A place.
 */
export interface ReachPlace {
  /**
   * Its id.
   */
  id: string
  /**
   * Its name.
   */
  name: string
  /**
   * City, island, base …
   */
  kind: string
  /**
   * Latitude in degrees.
   */
  lat: number
  /**
   * Longitude in degrees.
   */
  lon: number
  /**
   * Low, mode and high of what reaches from there, in km.
   *
   * @minItems 3
   * @maxItems 3
   */
  range_km?: [number, number, number] | null
  /**
   * Whether what reaches stands there, was tested, or is planned.
   */
  status: string
  /**
   * Who holds it.
   */
  holder?: string | null
  /**
   * Who claims it.
   */
  claimants?: string[]
  /**
   * How far the zone that is claimed around it goes, in km.
   */
  claim_km?: number | null
  /**
   * Latitudes and longitudes of its line, or of the corners of its zone, which comes back to its first.
   */
  course?: [number, number][]
  /**
   * Whether it is a line or a zone of which one point alone is known.
   */
  nominal: boolean
}
/**
 * A place and a reach.
 */
export interface ReachRow {
  /**
   * Id of the place from which something reaches.
   */
  from: string
  /**
   * Id of the place.
   */
  to: string
  /**
   * Distance in km, on the ellipsoid.
   */
  km: number
  within: Within
  /**
   * How much of the doubt about the reach goes as far: a share of the draws in an answer, of the distribution elsewhere.
   */
  share: number
}
/**
 * What two claim.
 */
export interface OverlapRow {
  /**
   * Who claims.
   *
   * @minItems 2
   * @maxItems 2
   */
  claimants: [string, string]
  /**
   * Area that lies in zones of both, in km².
   */
  area_km2: number
  /**
   * That area as a share of each one's zones.
   *
   * @minItems 2
   * @maxItems 2
   */
  shares: [number, number]
  /**
   * Ids of places that lie in zones of both.
   */
  inside: string[]
}
/**
 * A line.
 */
export interface RouteRow {
  /**
   * Its id.
   */
  route: string
  /**
   * Its length in km.
   */
  km: number
  /**
   * What lies nearest to it, the nearest first.
   */
  passes: PassRow[]
}
/**
 * What a line passes.
 */
export interface PassRow {
  /**
   * Id of the place.
   */
  place: string
  /**
   * Distance in km; 0 where it goes through.
   */
  km: number
}
/**
 * A finding, and the scenario in which to read it.
 */
export interface FindingOf {
  /**
   * The scenario.
   */
  scenario: string
  /**
   * The finding.
   */
  finding: string
}
/**
 * A number that was worked out for an answer.
 */
export interface Measured {
  /**
   * What it is.
   */
  label: string
  /**
   * Its value.
   */
  value: number
}
/**
 * A quantity, for looking up.
 */
export interface QuantityEntry {
  /**
   * Lower end.
   */
  low: number
  /**
   * Most likely value.
   */
  mode: number
  /**
   * Upper end.
   */
  high: number
  shape: Shape
  basis: Basis
  /**
   * Whether the value is a default of the format and not the coder's.
   */
  assumed_value: boolean
  /**
   * Claims it rests on.
   */
  claims: string[]
  /**
   * File and id of its row.
   */
  row: string
  /**
   * Remark of the coder.
   */
  note: string
}
/**
 * A claim, for looking up.
 */
export interface ClaimEntry {
  /**
   * Who holds it.
   */
  speaker: string
  /**
   * From the speaker to the document.
   */
  relay: string[]
  /**
   * Own, attributed, public …
   */
  channel: string
  /**
   * Fact, belief …
   */
  kind: string
  /**
   * Admiralty grade.
   */
  grade: string
  /**
   * Hedging words.
   */
  hedges: string[]
  basis: Basis
  /**
   * The coder's paraphrase.
   */
  text: string
  /**
   * Where it stands, with the page where it can be derived.
   */
  locators: string[]
  /**
   * Rows that rest on it.
   */
  used_by: string[]
}
/**
 * An actor.
 */
export interface ActorEntry {
  /**
   * Its name.
   */
  name: string
  /**
   * State, party …
   */
  kind: string
  /**
   * What it is part of.
   */
  within: string | null
}
/**
 * A source.
 */
export interface SourceEntry {
  /**
   * Its title.
   */
  title: string
  /**
   * Article, notes, book, data set …
   */
  kind: string
  /**
   * Its dates.
   */
  dates: string
  /**
   * How page numbers are derived.
   */
  pages: string
  /**
   * Remark.
   */
  note: string
}
/**
 * A format.
 */
export interface ForumEntry {
  /**
   * Its id.
   */
  id: string
  /**
   * Its name.
   */
  name: string
  /**
   * Its members.
   */
  members: string[]
  /**
   * Leaders, official …
   */
  level: string
  /**
   * Status.
   */
  status: string
  /**
   * When it ran.
   */
  dates: string
  /**
   * Claims it rests on.
   */
  claims: string[]
}
/**
 * A forecast.
 */
export interface ForecastEntry {
  /**
   * Its id.
   */
  id: string
  /**
   * What is forecast.
   */
  statement: string
  /**
   * The question that decides it.
   */
  question: string
  /**
   * Who made it.
   */
  holder: string
  /**
   * Until when.
   */
  horizon: string
  /**
   * The words used.
   */
  words: string
  /**
   * The band; absent when the words have none.
   *
   * @minItems 3
   * @maxItems 3
   */
  likelihood: [number, number, number] | null
  /**
   * Yes, no, open, unresolvable.
   */
  resolution: string
  /**
   * Brier score at its most likely value (of a word alone the middle of its band), where it was decided.
   */
  brier: number | null
  /**
   * Why it has no score.
   */
  why_not: string
  /**
   * Claims it rests on.
   */
  claims: string[]
}
/**
 * Scores of the forecasts of a case.
 */
export interface ForecastScores {
  /**
   * All that were decided and had a likelihood.
   */
  all: ForecastGroup | null
  /**
   * What always saying the share that came true would have scored.
   */
  base_rate_brier: number | null
  /**
   * By who made them.
   */
  by_holder: ForecastGroup[]
  /**
   * By the word of the scale, else by the words themselves.
   */
  by_word: ForecastGroup[]
  /**
   * By what was said: up to 0.2, 0.4, 0.6, 0.8, 1.
   */
  calibration: ForecastGroup[]
  /**
   * Forecasts without a score, and why.
   */
  unscored: Unscored[]
  /**
   * Open forecasts by their horizon.
   */
  open: OpenForecast[]
  /**
   * The logarithmic score takes probabilities no nearer to 0 and 1 than this.
   */
  clip: number
  /**
   * Forecasts that were nearer: their logarithmic scores are those of the clip.
   */
  clipped: string[]
  /**
   * Forecasts whose likelihood is the band of their word, for want of one of their own.
   */
  by_band_of_word: string[]
}
/**
 * Several forecasts.
 */
export interface ForecastGroup {
  /**
   * Holder, word or band.
   */
  name: string
  /**
   * How many.
   */
  forecasts: number
  /**
   * Mean of the likelihoods (most likely values; of a word alone the middle of its band).
   */
  said: number
  /**
   * Share that came true.
   */
  came: number
  /**
   * Mean Brier score, at the same values.
   */
  brier: number
  /**
   * With the likelihoods at the ends of their bands that score best and worst.
   *
   * @minItems 2
   * @maxItems 2
   */
  brier_in_bands: [number, number]
  /**
   * 90 % over resampled forecasts; absent for fewer than five.
   *
   * @minItems 2
   * @maxItems 2
   */
  brier_interval: [number, number] | null
  /**
   * Mean logarithmic score in nats; probabilities are taken no nearer to 0 and 1 than `clip`.
   */
  log: number
  /**
   * The forecasts.
   */
  ids: string[]
}
/**
 * A forecast without a score.
 */
export interface Unscored {
  /**
   * Its id.
   */
  id: string
  /**
   * What is forecast.
   */
  statement: string
  /**
   * Why there is no score.
   */
  why: string
}
/**
 * A forecast that is not decided yet.
 */
export interface OpenForecast {
  /**
   * Its id.
   */
  id: string
  /**
   * The question that decides it.
   */
  question: string
  /**
   * Who made it.
   */
  holder: string
  /**
   * Until when, as the case says.
   */
  horizon: string
  /**
   * Whether that is over at the date asked for; absent where the horizon is no date.
   */
  due: boolean | null
}
/**
 * What a rule made of data, and how it stands beside the documents.
 */
export interface RecordResult {
  /**
   * Id of the rule.
   */
  rule: string
  /**
   * Its title.
   */
  title: string
  /**
   * Dimension of its ties.
   */
  dimension: string
  /**
   * Whether it looks for the tie behind all years instead of adding up the indicators of each.
   */
  latent: boolean
  /**
   * What it adds up, or what sees a latent tie.
   */
  terms: TermEntry[]
  /**
   * The view beside which its ties are set.
   */
  compare: string | null
  /**
   * Every pair with a tie from data or, in that view, from documents.
   */
  pairs: RecordPair[]
}
/**
 * A term of a rule.
 */
export interface TermEntry {
  /**
   * The indicator.
   */
  indicator: string
  /**
   * Low, mode and high of what a unit adds.
   *
   * @minItems 3
   * @maxItems 3
   */
  weight: [number, number, number]
  /**
   * What a unit of a latent tie adds to it, where it knows distance only and has no weight.
   */
  loading: number | null
  /**
   * Why it is in the rule.
   */
  why: string
}
/**
 * A pair over time and beside the documents.
 */
export interface RecordPair {
  /**
   * One actor.
   */
  a: string
  /**
   * The other.
   */
  b: string
  /**
   * Its ties from data.
   */
  spells: TieSpell[]
  /**
   * Affinity from data at the date of the case: low, mode, high; 0 where the data hold nothing.
   *
   * @minItems 3
   * @maxItems 3
   */
  data: [number, number, number]
  /**
   * Claims (rows) behind it.
   */
  data_claims: string[]
  /**
   * Affinity in the view at the date of the case: 5 %, mode, 95 %.
   *
   * @minItems 3
   * @maxItems 3
   */
  text: [number, number, number] | null
  /**
   * Claims behind it.
   */
  text_claims: string[]
  verdict: RecordVerdict
  /**
   * Events between the two or parts of them.
   */
  events: string[]
}
/**
 * A tie over years.
 */
export interface TieSpell {
  /**
   * First year.
   */
  since: number
  /**
   * Last year.
   */
  until: number
  /**
   * Affinity: low, mode, high.
   *
   * @minItems 3
   * @maxItems 3
   */
  affinity: [number, number, number]
  /**
   * What it is made of.
   */
  note: string
  /**
   * Claims (rows) behind it.
   */
  claims: string[]
}
/**
 * A score of a backtest that the case keeps.
 */
export interface BacktestScore {
  /**
   * What is forecast.
   */
  target: string
  /**
   * Which pairs of states.
   */
  set: string
  /**
   * The model.
   */
  model: string
  /**
   * Rows forecast.
   */
  rows: number | null
  /**
   * How many of them happened.
   */
  events: number | null
  /**
   * Area under the curve.
   */
  auc: number | null
  /**
   * Average precision.
   */
  auc_pr: number | null
  /**
   * 95 %.
   *
   * @minItems 2
   * @maxItems 2
   */
  auc_pr_interval: [number, number] | null
  /**
   * Brier score.
   */
  brier: number | null
  /**
   * Share of the base rate's Brier score that is saved.
   */
  skill: number | null
  /**
   * Logarithmic score.
   */
  log: number | null
}
/**
 * An event.
 */
export interface EventEntry {
  /**
   * Its id.
   */
  id: string
  /**
   * When.
   */
  dates: string
  /**
   * Who.
   */
  actors: string[]
  /**
   * Towards whom.
   */
  targets: string[]
  /**
   * What.
   */
  action: string
  /**
   * PLOVER class.
   */
  class: string
  /**
   * Claims it rests on.
   */
  claims: string[]
}
/**
 * What a finding hangs on.
 */
export interface SensitivityResult {
  /**
   * The finding.
   */
  finding: string
  /**
   * What it is.
   */
  label: string
  /**
   * Mean or frequency over the base points.
   */
  number: number
  /**
   * Variance over the base points.
   */
  variance: number
  by: Grouping
  /**
   * Base points.
   */
  points: number
  /**
   * Base points left out because the finding is undefined somewhere.
   */
  undefined: number
  /**
   * Runs of the model.
   */
  runs: number
  /**
   * Quantities behind it.
   */
  quantities: number
  /**
   * Why no shares are told, where none are: what the draws can say of them is too little.
   */
  too_few: string | null
  /**
   * Groups, those of the greatest total index first. Where claims share quantities, shares overlap.
   */
  groups: GroupShare[]
  /**
   * What to know when reading them.
   */
  notes: string[]
}
/**
 * What a group accounts for.
 */
export interface GroupShare {
  /**
   * Claim, source, quantity …
   */
  group: string
  /**
   * The claim's text, or what the group is.
   */
  text: string
  /**
   * Quantities in it.
   */
  quantities: number
  /**
   * Share of the variance that it alone accounts for; absent where that cannot be told.
   */
  first: Index | null
  /**
   * Share of the variance that would go if it were known, with all it takes part in; absent likewise.
   */
  total: Index | null
  /**
   * What the finding would be without its claims; absent where the group is not of claims.
   */
  without: KnockOut | null
}
/**
 * An index with its doubt.
 */
export interface Index {
  /**
   * The estimate; noise may take it a little below 0 or above 1. NaN where one of the two rows it compares does not vary.
   */
  value: number
  /**
   * Lower end of its 95 % interval (bootstrap over base points; resamples in which nothing varies say nothing).
   */
  low: number
  /**
   * Upper end.
   */
  high: number
}
/**
 * A finding without some claims.
 */
export interface KnockOut {
  /**
   * Mean or frequency without them; absent where undefined or gone.
   */
  number: number | null
  /**
   * The same less what it was.
   */
  change: number | null
}
/**
 * A goal of the case with what would reach it.
 */
export interface GoalLevers {
  /**
   * Id of the goal in the case.
   */
  id: string
  /**
   * Title.
   */
  title: string
  /**
   * The plans; absent where the finding is not there, or undefined in every draw.
   */
  found: LeversResult | null
  /**
   * Why there are none.
   */
  note: string
}
/**
 * Plans that reach a goal.
 */
export interface LeversResult {
  goal: GoalResult
  /**
   * What the finding is.
   */
  label: string
  /**
   * Mean or frequency before.
   */
  baseline: number
  /**
   * Whether nothing needs to be done.
   */
  already: boolean
  /**
   * Most changes in a plan.
   */
  budget: number
  /**
   * Quantities that were tried.
   */
  tried: number
  /**
   * Runs of the engine behind the finding in the search, each over 300 draws; plans are then judged over all draws of the run.
   */
  runs: number
  /**
   * Sets of two levers and more, up to the budget, that there are.
   */
  sets: number
  /**
   * Those that were looked at.
   */
  looked_at: number
  /**
   * Whether all were, and all that they gave was judged: otherwise cheaper plans may exist, and a note says where the search ended.
   */
  complete: boolean
  /**
   * Plans, the cheapest first.
   */
  plans: LeverPlan[]
  /**
   * What each quantity alone can do at most, those that do most first.
   */
  reach: LeverReach[]
  /**
   * What to know when reading them.
   */
  notes: string[]
}
/**
 * A goal, as it is told.
 */
export interface GoalResult {
  /**
   * Id of the finding.
   */
  finding: string
  /**
   * Whether its mean or frequency is to be at least (or at most) the bound.
   */
  at_least: boolean
  /**
   * The bound.
   */
  bound: number
}
/**
 * Changes that reach the goal together.
 */
export interface LeverPlan {
  /**
   * The changes.
   */
  moves: LeverMove[]
  /**
   * Sum of their costs.
   */
  cost: number
  /**
   * Mean or frequency that they lead to.
   */
  number: number
  /**
   * Whether a smaller move of these quantities is known not to do; otherwise it was searched for.
   */
  exact: boolean
  /**
   * Other plans that cost and do the same, each as it would be typed.
   */
  alike: string[]
  /**
   * For the cheapest plan with one change: the cost of the whole range of its quantity at which another of these plans is as cheap.
   */
  switch: number | null
}
/**
 * One change of a plan.
 */
export interface LeverMove {
  /**
   * The quantity.
   */
  quantity: string
  /**
   * The change, as it would be typed.
   */
  change: string
  /**
   * By how much, in its own unit.
   */
  by: number
  /**
   * From this most likely value.
   */
  from: number
  /**
   * What moving it over its whole range costs.
   */
  cost_of_range: number
  /**
   * Whether that cost is assumed.
   */
  cost_assumed: boolean
  /**
   * Claims on the quantity.
   */
  claims: string[]
}
/**
 * How far a quantity alone leads.
 */
export interface LeverReach {
  /**
   * The quantity.
   */
  quantity: string
  /**
   * Direction of the better of its two ends.
   */
  by: number
  /**
   * Mean or frequency with it moved there.
   */
  number: number
}
/**
 * The map of causes of a case.
 */
export interface CausalMap {
  /**
   * Quantities in it, by path.
   */
  quantities: string[]
  /**
   * Their ranges.
   */
  ranges: {
    /**
     * @minItems 2
     * @maxItems 2
     */
    [k: string]: [number, number]
  }
  /**
   * Its links.
   */
  links: LinkResult[]
  /**
   * Its loops at the most likely gains, the strongest first.
   */
  loops: InfluenceLoopResult[]
  /**
   * Whether there are more loops than are listed.
   */
  truncated: boolean
  /**
   * Longest loop looked for.
   */
  longest: number
}
/**
 * A link of the map.
 */
export interface LinkResult {
  /**
   * Its id.
   */
  id: string
  /**
   * The cause.
   */
  cause: string
  /**
   * The effect.
   */
  effect: string
  /**
   * Share of the effect's range per share of the cause's, at the most likely value.
   */
  gain: number
  /**
   * The same in units of the effect per unit of the cause; absent where a range has no width.
   */
  natural: number | null
  /**
   * Lag in periods.
   */
  lag: number
  /**
   * Probability that it exists.
   */
  probability: number
  /**
   * Whether it lies on a loop.
   */
  on_loop: boolean
  /**
   * Claims it rests on.
   */
  claims: string[]
}
/**
 * A loop.
 */
export interface InfluenceLoopResult {
  /**
   * R1, R2 … reinforce, B1, B2 … balance.
   */
  name: string
  /**
   * Quantities passed.
   */
  through: string[]
  /**
   * Links passed, by id.
   */
  links: string[]
  /**
   * Product of its gains: below 1 in size it damps out, above it grows until ranges bend it.
   */
  gain: number
  /**
   * Periods once round.
   */
  lag: number
  /**
   * Whether it is in the short list: loops, the shortest first, each with a link that none before it has (Oliva 2004).
   */
  independent: boolean
  /**
   * Claims on its links.
   */
  claims: string[]
}

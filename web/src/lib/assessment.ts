// The form of the assessment, as the program writes it (docs/reference/schemas/run.schema.json).

export interface Histogram {
  min: number
  max: number
  counts: number[]
}
export interface Summary {
  defined: number
  undefined: number
  mean: number
  sd: number
  mc_error: number
  p05: number
  p25: number
  p50: number
  p75: number
  p95: number
  histogram: Histogram
}
export interface Proportion {
  probability: number
  mc_error: number
  low: number
  high: number
  draws: number
}
export interface Difference {
  pairs: number
  mean: number
  mc_error: number
  p05: number
  p50: number
  p95: number
  above: number
  equal: number
}
export interface Driver {
  quantity: string
  correlation: number
}
export interface Finding {
  id: string
  label: string
  kind: 'value' | 'probability'
  at_mode: number | null
  distribution?: Summary
  probability?: Proportion
  words?: string
  difference?: Difference
  caveat?: string
  quantities: string[]
  claims: string[]
  drivers: Driver[]
  without?: WithoutLinkFound[]
  bounded?: { draws: number; of: number; between: [number, number]; found: number; reason: string }
}
export interface WithoutLinkFound {
  link: string
  number: number
  adds: number
  mc_error: number
}
export interface Fan {
  at_mode: number[]
  mean: (number | null)[]
  p05: (number | null)[]
  p50: (number | null)[]
  p95: (number | null)[]
}
export interface PathTold {
  through: string[]
  links: string[]
  contribution: number
  lag: number
  claims: string[]
}
export interface Moved {
  quantity: string
  words: string
  before: number
  after: number
  share_of_range: number
  mean_change: number
  rises: number
  falls: number
  first: number | null
  course: Fan
  paths: PathTold[]
  paths_cut: boolean
  remainder: number
  sign: string
  without: { link: string; after: number; adds: number; claims: string[] }[]
}
export interface FindingCourse {
  finding: string
  label: string
  first: number | null
  course: Fan
}
export interface Course {
  horizon: number
  saturated: number
  moved: Moved[]
  findings: FindingCourse[]
}
export interface LinkTold {
  id: string
  cause: string
  effect: string
  gain: number
  natural: number | null
  lag: number
  probability: number
  on_loop: boolean
  claims: string[]
}
export interface LoopTold {
  name: string
  through: string[]
  links: string[]
  gain: number
  lag: number
  independent: boolean
  claims: string[]
}
export interface CausalMap {
  quantities: string[]
  links: LinkTold[]
  loops: LoopTold[]
  truncated: boolean
  longest: number
}
export interface Index {
  value: number
  low: number
  high: number
}
export interface GroupShare {
  group: string
  text: string
  quantities: number
  first: Index | null
  total: Index | null
  without: { number: number | null; change: number | null } | null
}
export interface Hangs {
  finding: string
  label: string
  number: number
  variance: number
  by: string
  points: number
  undefined: number
  runs: number
  quantities: number
  too_few: string | null
  groups: GroupShare[]
  notes: string[]
}
export interface LeverMove {
  quantity: string
  change: string
  by: number
  from: number
  cost_of_range: number
  cost_assumed: boolean
  claims: string[]
}
export interface LeverPlan {
  moves: LeverMove[]
  cost: number
  number: number
  exact: boolean
  alike: string[]
  switch: number | null
}
export interface GoalLevers {
  id: string
  title: string
  note: string
  found: {
    goal: { finding: string; at_least: boolean; bound: number }
    label: string
    baseline: number
    already: boolean
    budget: number
    tried: number
    runs: number
    sets: number
    looked_at: number
    complete: boolean
    plans: LeverPlan[]
    reach: { quantity: string; by: number; number: number }[]
    notes: string[]
  } | null
}
export interface CaseCrossImpact {
  id: string
  title: string
  combinations: number | null
  consistent: number
  untold: number
  draws: number
  none: number
  notes: string[]
  descriptors: {
    id: string
    title: string
    quantity: string | null
    free: boolean
    variants: { id: string; at: number | null; meaning: string }[]
  }[]
  acts: { from: string; on: string; gain: number | null; ways: string[][]; impacts: number[][]; claims: string[] }[]
  scenarios: { variants: string[]; consistency: number; total_impact: number; share: number; weight: number | null }[]
}
export interface TiePicture {
  a: string
  b: string
  closeness: number
  low: number
  high: number
  firmness: number
  doubtful: boolean
  firmness_assumed: boolean
  dimensions: string[]
  quantities: string[]
  claims: string[]
}
export interface Frame {
  rank: number
  freedoms: number
  braces: boolean[]
}
export interface Plane {
  places: [number, number][]
  stress: number
  reached: number
  starts: number
  lambda4: number
  firm: number[]
}
export interface FigurePicture {
  ring: string[]
  plane: Plane | null
  sides_only: Frame | null
  all_ties: Frame
  gain_of_a_tenth: Record<string, number>
  tighten: TightenPicture | null
}
export interface Switch {
  cost: number
  below: number
  above: number
}
export interface TightenTie {
  tie: string
  least: number
  most: number
  switches: Switch[]
}
export interface TightenPicture {
  margin: number
  cost: number
  unique: boolean
  ties: TightenTie[]
}
export interface BlocCost {
  blocs: number
  lower_bound: number
  frustration: number
  proven: boolean
}
export interface NextChange {
  tie: string
  weight: number
  index: number
  index_if_gone: number
  index_if_turned: number
}
export interface Minimum {
  side: string[]
  against: string[]
  energy: number
  rest: 'strict' | 'plateau' | 'shelf'
  basin: number
  depth: number | null
}
export interface NullBand {
  draws: number
  low: number | null
  mean: number | null
  high: number | null
  z: number | null
  p: number | null
  bounded?: number
  p_bounds?: [number, number]
}
export interface Structure {
  blocs_curve: BlocCost[]
  next_changes: NextChange[]
  core: string[][] | null
  minima: Minimum[]
  configurations: number
  null: NullBand | null
  local: Record<string, number>
}
export interface PeriodIndex {
  frustration: number
  lower_bound: number
  proven: boolean
  normalised: number | null
  optimal_partitions: number | null
}
export interface IndexChange {
  total: number
  new: number
  gone: number
  turned: number
  reweighted: number
}
export interface Period {
  period: string
  actors: number
  ties: number
  strong: PeriodIndex
  weak: PeriodIndex
  triads: Record<string, number>
  triangle_index: number | null
  camps: [string[], string[]][]
  entered: string[]
  left: string[]
  moved: string[]
  inertia: number | null
  change: IndexChange | null
  broke: string[]
  mended: string[]
  null?: NullBand
  unfinished?: string[]
}
export type Signs = 'both' | 'none-hostile' | 'none-friendly' | 'none'
/** What is to be said before anything is said of balance; nothing where both signs are there. */
export const oneSign = (signs?: Signs): string =>
  ({
    both: '',
    none: 'no tie has a weight other than 0',
    'none-hostile': 'no tie is hostile: a network of friends alone is balanced, whatever its ties',
    'none-friendly':
      'no tie is friendly: with any number of blocs a network of opponents alone is balanced, whatever its ties',
  })[signs ?? 'both']
export interface ViewPicture {
  id: string
  title: string
  combine: string
  weights: string
  actors: string[]
  ties: TiePicture[]
  unknown: string[]
  signs?: Signs
  optima: string[][][]
  optima_count: number
  triads: { actors: string[]; class: string; balanced: boolean }[]
  figure: FigurePicture | null
  structure: Structure | null
  history?: Period[]
}
export type Concept = 'nash' | 'gmr' | 'smr' | 'seq' | 'sseq' | 'sim'
export interface Step {
  decision_maker: string
  state: number
}
export interface Statement {
  text: string
  why: string
  probability: number
  counts: boolean
  path: string
  basis: string
  claims: string[]
  met: string
}
export interface Wanted {
  state: number
  label: string
  concept: Concept
  holds: boolean
  leavers: string[]
  changes: string[][] | null
  tried: number
  more: number
  rises: string[]
  reversed: number
  reversals_tried: number
  obstacles: string[]
}
export interface Conflict {
  id: string
  title: string
  text: string
  question: string
  decision_makers: string[]
  options: { name: string; meaning: string; owners: string[]; direction: string; claims: string[] }[]
  state_count: number
  states: string[]
  taken: string[][]
  status_quo: number | null
  answers: string
  equilibria: Partial<Record<Concept, number[]>>
  stability: Partial<Record<Concept, Record<string, string>>>
  seq_or_sim?: number[]
  coalition_equilibria?: Partial<Record<Concept, number[]>>
  preferences: { decision_maker: string; statements: Statement[]; ranking: number[][] }[]
  moves: { decision_maker: string; from: number; to: number; improves: boolean }[]
  verdicts: {
    state: number
    holds_under: Concept[]
    told: { decision_maker: string; concept: Concept; stays: boolean; text: string }[]
  }[]
  paths: { from: number; to: number; moves: Step[] | null; improvements: Step[] | null }[]
  hinges: {
    change: string
    claims: string[]
    lost: Partial<Record<Concept, number[]>>
    gained: Partial<Record<Concept, number[]>>
  }[]
  wanted?: Wanted[]
  notes: string[]
}
export type Model = 'compromise' | 'median' | 'mean' | 'nash' | 'smp' | 'eum' | 'exchange'
export interface Stake {
  actor: string
  position: number
  salience: number
  capability: number
  share: number
  pull: number
  without: number | null
  basis?: string
  claims?: string[]
  from?: string
}
export interface Challenge {
  challenger: string
  target: string
  probability: number
  gain: number
  third_parties: [string, number][]
  offered: number[][]
  taken: [boolean, boolean]
}
export interface Bargain {
  id: string
  question: string
  ends: [string, string]
  reference: number | null
  actors: Stake[]
  forecast: Partial<Record<Model, number>>
  median: [number, number]
  spread: number
  pivot: string[]
  rounds: Partial<Record<'smp' | 'eum', number[][]>>
  turns: { turn: number; challenges: Challenge[] }[]
  levers: { actor: string; number: string; from: number; to: number; outcome: number }[]
  procedure?: { rule: string; win_set: [number, number][]; proposal: number | null }
  notes: string[]
}
export interface Exchange {
  gives_first: [string, number]
  gives_second: [string, number]
  issues: [[string, number, number], [string, number, number]]
  gain: number
  others: [string, number][]
}
export interface Exchanges {
  feasible: number
  best: Exchange[]
  done: Exchange[]
  outcomes: [string, number, number][]
}
export interface ScenarioResult {
  title: string
  question: string
  changes: string[]
  remarks: string[]
  grounds: { change: string; basis: string; claims: string[]; note: string }[]
  lost: string[]
  formats: Record<string, string>
  views: ViewPicture[]
  conflicts?: Conflict[]
  issues?: Bargain[]
  exchanges?: Exchanges
  course?: Course
  findings: Finding[]
}
export interface SystemAnswer {
  id: string
  title: string
  question: string
  locators: string[]
  state: string
  missing: string
  findings: Record<string, string[]>
}
export interface QuantityInfo {
  low: number
  mode: number
  high: number
  shape: string
  basis: string
  assumed_value: boolean
  claims: string[]
  row: string
  note: string
}
export interface ClaimInfo {
  speaker: string
  relay: string[]
  channel: string
  kind: string
  grade: string
  hedges: string[]
  basis: string
  text: string
  locators: string[]
  used_by: string[]
}
export interface Stopped {
  scenarios: string[]
  parts: ('hangs' | 'hangs_by_source' | 'levers')[]
}

export interface Assessment {
  schema: string
  tool: { name: string; version: string }
  case: { id: string; title: string; summary: string; as_of: string; notes: string[]; ends: string }
  /** As text where it is too large for a number of JavaScript. */
  seed: number | string
  draws: number
  as_of: string
  /** What is missing of a run that was stopped. */
  stopped: Stopped | null
  answer: { text: string; findings: string[]; scenario: string }[]
  issue_answers: { text: string; findings: string[]; scenario: string }[]
  conflict_answers: { text: string; findings: string[]; scenario: string }[]
  headlines: string[]
  scenario_order: string[]
  scenarios: Record<string, ScenarioResult>
  systems: SystemAnswer[]
  quantities: Record<string, QuantityInfo>
  claims: Record<string, ClaimInfo>
  actors: Record<string, { name: string; kind: string; within: string | null }>
  sources: Record<string, { title: string; kind: string; dates: string; pages: string; note: string }>
  formats: {
    id: string
    name: string
    members: string[]
    level: string
    status: string
    dates: string
    claims: string[]
  }[]
  forecasts: {
    id: string
    statement: string
    question: string
    holder: string
    horizon: string
    words: string
    likelihood: [number, number, number] | null
    resolution: string
    brier: number | null
    why_not: string
    claims: string[]
  }[]
  forecast_scores: ForecastScores
  records: RecordPortrait[]
  backtests: BacktestScore[]
  events: {
    id: string
    dates: string
    actors: string[]
    targets: string[]
    action: string
    class: string
    claims: string[]
  }[]
  hangs?: Hangs[]
  hangs_by_source?: Hangs[]
  levers?: GoalLevers[]
  causes?: CausalMap
  cross_impacts?: CaseCrossImpact[]
  race?: {
    names: string[]
    spectral_abscissa: number
    stable: boolean
    decides: [string, string] | null
    notes: string[]
  }
  not_yet_computed: string[]
  method: string[]
}

export interface ForecastGroup {
  name: string
  forecasts: number
  said: number
  came: number
  brier: number
  brier_in_bands: [number, number]
  brier_interval: [number, number] | null
  log: number
  ids: string[]
}
export interface ForecastScores {
  all: ForecastGroup | null
  base_rate_brier: number | null
  by_holder: ForecastGroup[]
  by_word: ForecastGroup[]
  calibration: ForecastGroup[]
  unscored: { id: string; statement: string; why: string }[]
  open: { id: string; question: string; holder: string; horizon: string; due: boolean | null }[]
  clip: number
  clipped: string[]
  by_band_of_word: string[]
}
type Band = [number, number, number]
export interface RecordPortrait {
  rule: string
  title: string
  dimension: string
  compare: string | null
  latent: boolean
  terms: { indicator: string; weight: Band; loading: number | null; why: string }[]
  pairs: {
    a: string
    b: string
    data: Band
    data_claims: string[]
    text: Band | null
    text_claims: string[]
    verdict: string
    events: string[]
    spells: { since: number; until: number; closeness: Band; note: string; claims: string[] }[]
  }[]
}
export interface BacktestScore {
  target: string
  set: string
  model: string
  rows: number | null
  events: number | null
  auc: number | null
  auc_pr: number | null
  auc_pr_interval: [number, number] | null
  brier: number | null
  skill: number | null
  log: number | null
}

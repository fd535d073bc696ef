// Small assessments made by hand, of the form that the program writes.

import type {
  Answer,
  Assessment,
  CaseCrossImpact,
  ConflictResult,
  TrajectoryResult,
  ExchangesResult,
  Finding,
  GoalLevers,
  IssueResult,
  NumberFrom,
  PeriodResult,
  RecordResult,
  ScenarioResult,
  SensitivityResult,
  Said,
  Structure,
  TightenResult,
  ViewResult,
  Wording,
} from '../src/generated'

const rest = { provenance: 0, drivers: [{ quantity: 'tie.A-B.x', correlation: 0.5 }] }

/** A finding that is a frequency. */
export function chance(id: string, probability: number): Finding {
  const proportion = { probability, mc_error: 0.01, low: probability, high: probability, draws: 1000 }
  return { id, label: 'how often', kind: 'probability', at_mode: 1, probability: proportion, ...rest }
}

/** A finding that is a number. */
export function value(id: string, mean: number): Finding {
  const quantiles = { p05: mean - 1, p25: mean, p50: mean, p75: mean, p95: mean + 1 }
  const histogram = { min: mean - 1, max: mean + 1, counts: [1, 2, 1] }
  const distribution = { defined: 1000, undefined: 0, mean, sd: 1, mc_error: 0.03, ...quantiles, histogram }
  return { id, label: 'how much', kind: 'value', at_mode: mean, distribution, ...rest }
}

/** A finding that nothing answers. */
export function nothing(id: string): Finding {
  return { id, label: 'how often', kind: 'probability', at_mode: null, provenance: 1, drivers: [] }
}

const structure: Structure = {
  blocs_curve: [{ blocs: 1, lower_bound: 0.3, frustration: 0.3, proven: true }],
  next_changes: [{ tie: 'A-B', weight: 0.5, index: 0.2, index_if_gone: 0.1, index_if_turned: 0.4 }],
  core: [['A', 'B']],
  minima: [{ side: ['A', 'B'], against: ['C'], energy: -1, rest: 'strict', basin: 3, depth: null }],
  configurations: 4,
  null: { draws: 100, low: 0.1, mean: 0.2, high: 0.3, z: -1, p: 0.2, bounded: 0 },
  local: { A: 0.5, B: 0.9 },
}

const tighten: TightenResult = {
  margin: 0.1,
  cost: 0.2,
  unique: true,
  ties: [{ tie: 'A-B', least: 0.1, most: 0.2, switches: [{ cost: 1.5, below: 0.1, above: 0.2 }] }],
}

function period(name: string, moved: string[]): PeriodResult {
  const index = { frustration: 0.2, lower_bound: 0.2, proven: true, normalised: 0.1, optimal_partitions: 1 }
  return {
    period: name,
    actors: 3,
    ties: 3,
    signs: 'both',
    strong: index,
    weak: index,
    triads: {},
    triangle_index: null,
    camps: [[['A', 'B'], ['C']]],
    entered: [],
    left: [],
    moved,
    inertia: null,
    change: { total: 0.1, new: 0.1, gone: 0, turned: 0, reweighted: 0 },
    broke: ['A-C'],
    mended: [],
  }
}

function tie(a: string, b: string, affinity: number): ViewResult['ties'][number] {
  const doubt = { firmness: 0.5, doubtful: false, firmness_assumed: true }
  return { a, b, affinity, low: -0.5, high: 0.5, ...doubt, dimensions: ['x'], quantities: [], claims: ['C1'] }
}

const frame = { rank: 3, freedoms: 1, braces: [true, false, true] }

export const view: ViewResult = {
  id: 'all',
  title: 'All ties',
  combine: 'mean',
  weights: 'affinity',
  actors: ['A', 'B', 'C'],
  ties: [tie('A', 'B', 0.5), tie('A', 'C', -0.4), tie('B', 'C', -0.2)],
  unknown: [],
  signs: 'both',
  optima: [[['A', 'B'], ['C']]],
  optima_count: 2,
  triads: [{ actors: ['A', 'B', 'C'], class: 'stable-marriage', balanced: true }],
  figure: {
    ring: ['A', 'B', 'C'],
    plane: {
      places: [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
      stress: 0.01,
      reached: 3,
      starts: 9,
      lambda4: 0.2,
      lambda5: 0.3,
      firm: [0.1, 0.2, 0.3],
    },
    sides_only: frame,
    all_ties: frame,
    gain_of_a_tenth: { 'A-B': 0.1 },
    tighten,
  },
  structure,
  history: [period('1990', []), period('1991', ['B'])],
}

export const conflict: ConflictResult = {
  id: 'strait',
  title: '',
  text: 'Two meet at a strait.',
  question: 'Who yields?',
  decision_makers: ['A', 'B'],
  options: [{ name: 'sail', meaning: 'to sail', owners: ['A'], direction: 'both', claims: ['C1'] }],
  state_count: 2,
  states: ['0', '1'],
  taken: [[], ['sail']],
  status_quo: 1,
  answers: 'any sequence',
  equilibria: { nash: [2] },
  stability: { nash: { A: '01', B: '11' } },
  preferences: [
    {
      decision_maker: 'A',
      statements: [
        {
          text: 'sail',
          why: 'it wants to',
          probability: 0.9,
          counts: true,
          path: 'conflict.strait.A.1',
          basis: 'explicit',
          claims: ['C1'],
          met: '01',
        },
      ],
      ranking: [[2], [1]],
    },
  ],
  move_count: 1,
  moves: [{ decision_maker: 'A', from: 1, to: 2, improves: true }],
  verdicts: [
    {
      state: 2,
      holds_under: ['nash'],
      told: [{ decision_maker: 'A', concept: 'nash', stays: true, text: 'A has nothing better.' }],
    },
  ],
  paths: [{ from: 1, to: 2, moves: [{ decision_maker: 'A', state: 2 }], improvements: null }],
  critical_preferences_known: true,
  critical_preferences: [{ kind: 'drops', change: 'A drops “sail”', claims: ['C1'], lost: { nash: [2] }, gained: {} }],
  inverse: [],
  notes: ['A note on the conflict.'],
}

export const issue: IssueResult = {
  id: 'tariff',
  question: 'How high?',
  ends: ['none', 'all'],
  reference: null,
  actors: [
    { actor: 'A', position: 10, salience: 50, capability: 1, share: 0.5, pull: -2, without: 90, basis: 'explicit' },
    { actor: 'B', position: 90, salience: 60, capability: 2, share: 0.5, pull: 2, without: null, claims: ['C1'] },
  ],
  forecast: { compromise: 60, median: 90, mean: 50 },
  median: [90, 90],
  spread: 40,
  pivot: ['B'],
  rounds: {
    smp: [
      [10, 90],
      [20, 80],
    ],
  },
  turns: [
    {
      turn: 1,
      challenges: [
        {
          challenger: 'A',
          target: 'B',
          probability: 0.4,
          gain: 0.1,
          third_parties: [],
          offered: [[20, 80]],
          taken: [true, false],
        },
      ],
    },
  ],
  levers: [{ actor: 'A', number: 'salience', from: 50, to: 90, outcome: 50 }],
  notes: ['A note on the issue.'],
}

const exchanges: ExchangesResult = {
  feasible: 1,
  best: [],
  done: [
    {
      gives_first: ['A', 5],
      gives_second: ['B', 4],
      issues: [
        ['tariff', 60, 55],
        ['quota', 20, 24],
      ],
      gain: 0.3,
      others: [['C', -0.1]],
    },
  ],
  outcomes: [['tariff', 60, 55]],
}

const fan = { at_mode: [0, 1], mean: [0, 1], p05: [0, 0.5], p50: [0, 1], p95: [0, 1.5] }

const trajectory: TrajectoryResult = {
  horizon: 1,
  saturated: 0.02,
  moved: [
    {
      quantity: 'factor.trade',
      words: 'Trade rises.',
      before: 0,
      after: 1,
      share_of_range: 0.5,
      mean_change: 1,
      rises: 0.9,
      falls: 0.1,
      first: 1,
      trajectory: fan,
      paths: [{ through: ['factor.peace', 'factor.trade'], links: ['L1'], contribution: 1, lag: 1, claims: ['C1'] }],
      paths_cut: false,
      remainder: 0,
      sign: 'rise',
      without: [{ link: 'L1', after: 0, adds: 1, claims: ['C1'] }],
    },
  ],
  findings: [{ finding: 'balance.all.frustration', label: 'frustration', first: 1, trajectory: fan }],
}

const crossImpact: CaseCrossImpact = {
  id: 'cib',
  title: 'Futures',
  descriptors: [
    {
      id: 'D1',
      title: 'Trade',
      quantity: 'factor.trade',
      variants: [{ id: 'high', at: 1, meaning: 'much' }],
      free: false,
    },
  ],
  acts: [{ from: 'D1', on: 'D1', gain: null, ways: [['L1']], impacts: [[1]], claims: ['C1'] }],
  combinations: 1,
  consistent: 1,
  scenarios: [{ variants: ['high'], consistency: 1, total_impact: 1, share: 0.5, weight: null }],
  untold: 0,
  draws: 1000,
  none: 0.1,
  notes: [],
}

const hangs: SensitivityResult = {
  finding: 'balance.all.frustration',
  label: 'frustration',
  number: 0.2,
  variance: 0.01,
  by: 'claim',
  points: 64,
  undefined: 0,
  runs: 1024,
  quantities: 3,
  too_few: null,
  groups: [
    {
      group: 'C1',
      text: 'A said so.',
      quantities: 1,
      first: null,
      total: { value: 0.5, low: 0.4, high: 0.6 },
      without: null,
    },
  ],
  notes: [],
}

const goal: GoalLevers = {
  id: 'peace',
  title: 'Peace',
  note: '',
  found: {
    goal: { finding: 'balance.all.frustration', at_least: false, bound: 0.1 },
    label: 'frustration',
    baseline: 0.2,
    already: false,
    budget: 2,
    tried: 3,
    runs: 100,
    sets: 3,
    looked_at: 3,
    complete: true,
    plans: [
      {
        moves: [
          {
            quantity: 'tie.A-B.x',
            change: 'tie.A-B.x += 0.2',
            by: 0.2,
            from: 0.1,
            cost_of_range: 1,
            cost_assumed: true,
            claims: ['C1'],
          },
        ],
        cost: 0.1,
        number: 0.1,
        exact: true,
        alike: [],
        switch: null,
      },
    ],
    reach: [],
    notes: [],
  },
}

const record: RecordResult = {
  rule: 'r',
  title: 'Sum of records',
  dimension: 'record',
  latent: false,
  terms: [{ indicator: 'votes', weight: [0.1, 0.2, 0.3], loading: null, why: 'they agree' }],
  compare: 'all',
  pairs: [
    {
      a: 'A',
      b: 'B',
      verdict: 'agree',
      events: ['E1'],
      data: [0.1, 0.2, 0.3],
      data_claims: [],
      text: null,
      text_claims: ['C1'],
      spells: [{ since: 1950, until: 1953, affinity: [0.1, 0.2, 0.3], note: '', claims: [] }],
    },
  ],
}

export function scenario(title: string, parts: Partial<ScenarioResult> = {}): ScenarioResult {
  const none = { question: '', changes: [], grounds: [], remarks: [], lost: [], forums: {}, views: [], findings: [] }
  return { title, ...none, ...parts }
}

/** A sentence of plain texts and slots. */
export function said(...parts: (string | Said)[]): Wording {
  const all = parts.map((part) => (typeof part === 'string' ? { text: part } : part))
  return { text: all.map((part) => part.text).join(''), parts: all }
}

/** An answer of which nothing is known but what is given. */
export function answer(id: string, parts: Partial<Answer> = {}): Answer {
  const none = { because: [], change_if: [], weak: [], findings: [], claims: [], measures: {} }
  return { id, question: `What of ${id}?`, kind: 'standing', pattern: 'st.core', verdict: [], ...none, ...parts }
}

const together: NumberFrom = {
  kind: 'finding',
  finding: 'balance.all.together:A+B',
  scenario: 'baseline',
  field: 'mean',
}

/** An answer with all five parts. */
export function standing(): Answer {
  const aland = { text: 'Aland', slot: { is: 'actor' as const, id: 'A' } }
  const share = { text: 'in 80 of 100 draws', slot: { is: 'share' as const, value: 0.8, from: together } }
  const size: NumberFrom = { kind: 'quantity', path: 'tie.A-B.x', field: 'mode' }
  return answer('Q1', {
    question: 'Who stands with whom?',
    verdict: [said(aland, ' stands with B.'), said('C is the other side.')],
    how_sure: said('the side ', share, ' of these estimates'),
    hangs_on: said('one sentence'),
    because: [
      { says: said('Their tie is ', { text: '+.50', slot: { is: 'number', value: 0.5, from: size } }), claims: ['C1'] },
    ],
    change_if: [{ says: said('It turns without it.'), claims: ['C1'], changes: ['drop:id=C1'] }],
    weak: [said('It rests on a compromise of one coder.')],
    figure: {
      caption: said('Sides of the network.'),
      shows: { kind: 'network', view: 'all', sides: [['A', 'B'], []], open: ['C'] },
    },
    findings: [
      { scenario: 'baseline', finding: 'balance.all.together:A+B' },
      { scenario: 'baseline', finding: 'conflict.strait.equilibrium.nash:1' },
    ],
    claims: ['C1'],
  })
}

/** A case in which there is nothing yet. */
export function empty(): Assessment {
  return {
    schema: 'detente/1',
    tool: { name: 'detente', version: '0.1.0' },
    case: {
      id: 'none',
      title: 'Nothing yet',
      summary: '',
      as_of: '2001-01-01',
      notes: [],
      ends: '5-95',
      period: 'year',
    },
    seed: 1,
    draws: 1000,
    as_of: '2001-01-01',
    stopped: null,
    answer: [],
    conflict_answers: [],
    issue_answers: [],
    headlines: [],
    scenario_order: ['baseline'],
    scenarios: { baseline: scenario('As it is') },
    provenance: [],
    answers: [],
    quantities: {},
    claims: {},
    actors: {},
    sources: {},
    forums: [],
    forecasts: [],
    forecast_scores: {
      all: null,
      base_rate_brier: null,
      by_holder: [],
      by_word: [],
      calibration: [],
      unscored: [],
      open: [],
      clip: 0.01,
      clipped: [],
      by_band_of_word: [],
    },
    records: [],
    backtests: [],
    events: [],
    not_yet_computed: [],
    method: ['By hand.'],
  }
}

const findings = [
  value('balance.all.frustration', 0.2),
  chance('balance.all.partition:A+B|C', 0.7),
  chance('balance.all.together:A+B', 0.8),
  chance('balance.all.frustrated:A-C', 0.3),
  value('balance.all.tolerance:A-C', 0.1),
  chance('balance.all.triad-balanced:A-B-C', 0.6),
  value('ties.all.affinity:A-B', 0.5),
  value('geometry.all.cohesion', 0.4),
  chance('geometry.all.first-firm:A-B', 0.5),
  chance('conflict.strait.equilibrium.nash:1', 0.9),
  value('bargain.tariff.compromise', 60),
  chance('bargain.tariff.pivot:B', 0.9),
  value('forums.seats:A', 1),
]
const moved = { pairs: 1000, mean: 0.1, mc_error: 0.01, p05: 0, p50: 0.1, p95: 0.2, above: 0.9, equal: 0.1 }

/** A case that has some of everything. */
export function full(): Assessment {
  const group = { name: 'A', forecasts: 2, said: 0.6, came: 0.5, brier: 0.2, log: 0.7, ids: ['F1', 'F2'] }
  const scored = { ...group, brier_in_bands: [0.1, 0.3] as [number, number], brier_interval: null }
  const changed = { change: 'factor.trade = 1', basis: 'assumed' as const, claims: ['C1'], note: '' }
  return {
    ...empty(),
    provenance: [
      { quantities: ['tie.A-B.x'], claims: ['C1'] },
      { quantities: [], claims: [] },
    ],
    case: {
      id: 'made',
      title: 'A made case',
      summary: 'Of three.',
      as_of: '2001-01-01',
      notes: ['Made.'],
      ends: '5-95',
      period: 'year',
    },
    answer: [
      {
        subject: { kind: 'blocs' },
        head: 'Who',
        text: 'A and B.',
        findings: ['balance.all.partition:A+B|C'],
        scenario: 'baseline',
      },
    ],
    conflict_answers: [
      {
        subject: { kind: 'conflict', id: 'strait' },
        head: 'strait',
        text: 'everybody stays in 1.',
        findings: [],
        scenario: 'baseline',
      },
    ],
    issue_answers: [
      {
        subject: { kind: 'issue', id: 'tariff' },
        head: 'tariff',
        text: 'lands at 60.',
        findings: ['bargain.tariff.compromise'],
        scenario: 'baseline',
      },
    ],
    headlines: ['balance.all.frustration'],
    scenario_order: ['baseline', 'more', 'silent'],
    scenarios: {
      baseline: scenario('As it is', {
        views: [view],
        conflicts: [conflict],
        issues: [issue],
        exchanges,
        cross_impacts: [crossImpact],
        race: {
          names: ['A', 'B'],
          reaction: [[0, 1]],
          cost: [1, 1],
          grievance: [0, 0],
          spectral_abscissa: -0.1,
          stable: true,
          equilibrium: null,
          sensitivity: null,
          decides: null,
          escalates: null,
          notes: ['Assumed.'],
        },
        findings,
      }),
      more: scenario('More trade', {
        question: 'What if they traded more?',
        grounds: [changed],
        remarks: ['nothing was cut'],
        lost: ['ties.csv:2'],
        views: [view],
        trajectory,
        findings: findings.map((finding) => ({ ...finding, difference: moved })),
      }),
      silent: scenario('Nobody said why', {
        unanswered: [
          { subject: { kind: 'conflict', id: 'strait' }, reason: 'no preference', decision_makers: ['A'] },
          { subject: { kind: 'issue', id: 'tariff' }, reason: 'too few actors' },
        ],
        findings: [nothing('conflict.strait.equilibrium.nash:1')],
      }),
    },
    answers: [standing(), answer('Q2', { pattern: 'any.missing', verdict: [said('Not known from this case.')] })],
    quantities: {
      'tie.A-B.x': {
        low: 0,
        mode: 0.5,
        high: 1,
        shape: 'pert',
        basis: 'explicit',
        assumed_value: false,
        claims: ['C1'],
        row: 'ties.csv:1',
        note: '',
      },
    },
    claims: {
      C1: {
        speaker: 'A',
        relay: ['B'],
        channel: 'public',
        kind: 'statement',
        grade: '',
        hedges: [],
        basis: 'explicit',
        text: 'A stands with B.',
        locators: ['¶1'],
        used_by: ['ties.csv:1'],
      },
    },
    actors: { A: { name: 'Aland', kind: 'state', within: null } },
    sources: { S1: { title: 'A source', kind: 'data set', dates: '', pages: 'all', note: 'cite it' } },
    forums: [
      { id: 't', name: 'The table', members: ['A', 'B'], level: 'state', status: 'running', dates: '', claims: ['C1'] },
    ],
    forecasts: [
      {
        id: 'F1',
        statement: 'It holds.',
        question: 'Q1',
        holder: 'A',
        horizon: '2002',
        words: 'likely',
        likelihood: [0.6, 0.7, 0.8],
        resolution: 'yes',
        brier: 0.09,
        why_not: '',
        claims: ['C1'],
      },
    ],
    forecast_scores: {
      ...empty().forecast_scores,
      all: scored,
      base_rate_brier: 0.25,
      by_holder: [scored],
      by_word: [{ ...scored, name: 'likely' }],
      calibration: [scored],
    },
    records: [record],
    backtests: [
      {
        target: 'onset',
        set: 'relevant',
        model: 'base rate',
        rows: 100,
        events: 3,
        auc: 0.5,
        auc_pr: 0.03,
        auc_pr_interval: null,
        brier: 0.03,
        skill: 0,
        log: 0.1,
      },
    ],
    events: [
      { id: 'E1', dates: '1952', actors: ['A'], targets: ['B'], action: 'meets', class: 'verbal', claims: ['C1'] },
    ],
    hangs: [hangs],
    hangs_by_source: [{ ...hangs, by: 'source' }],
    levers: [goal],
    causes: {
      quantities: ['factor.peace', 'factor.trade'],
      ranges: { 'factor.peace': [0, 1], 'factor.trade': [0, 1] },
      links: [
        {
          id: 'L1',
          cause: 'factor.peace',
          effect: 'factor.trade',
          gain: 0.5,
          natural: null,
          lag: 1,
          probability: 1,
          on_loop: false,
          claims: ['C1'],
        },
      ],
      loops: [
        { name: 'R1', through: ['factor.peace'], links: ['L1'], gain: 0.2, lag: 1, independent: true, claims: [] },
      ],
      truncated: false,
      longest: 8,
    },
  }
}

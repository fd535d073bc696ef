import type { Assessment } from '../generated'

/** Puts back what the findings of a scenario have in common with the baseline and the page therefore leaves out. */
export function whole(assessment: Assessment): Assessment {
  const base = new Map((assessment.scenarios['baseline']?.findings ?? []).map((finding) => [finding.id, finding]))
  for (const [id, scenario] of Object.entries(assessment.scenarios)) {
    if (id !== 'baseline')
      scenario.findings = scenario.findings.map((finding) => ({ ...base.get(finding.id), ...finding }))
  }
  return assessment
}

export { renderReport } from './render-report.ts';
export {
  type ReferralStory,
  type ReportInput,
  type ReportModel,
  type ReportOrigin,
  reportModel,
  type StageTiming,
  steeringFigures,
} from './report-model.ts';
export { neverOf } from './turn-table.ts';

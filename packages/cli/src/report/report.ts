export { renderReport } from './render-report.ts';
export {
  type ReferralStory,
  type ReportInput,
  type ReportModel,
  type ReportOrigin,
  reportModel,
  type StageTiming,
} from './report-model.ts';

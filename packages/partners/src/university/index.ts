import { RahyariOrganizationId } from '@rahyar/domain';
import { partnerContract } from '../contract/capability.ts';
import { commonCapabilities } from '../every-partner/index.ts';
import { courses } from './courses.ts';
import { guides } from './guides.ts';

export { COURSE_MACHINE, course, courses, ENROLMENT_MACHINE, enrolment } from './courses.ts';
export { GUIDE_MACHINE, guide, guides } from './guides.ts';
export { TOPIC_OF_PROCESS, TOPICS, type Topic } from './topics.ts';

/** The university: courses and guides. */
export const university = partnerContract({
  id: RahyariOrganizationId.parse('resalatUniversity'),
  title: { fa: 'دانشگاه توسعهٔ اجتماعی رسالت', en: 'Resalat University of Social Development' },
  capabilities: { courses, guides, ...commonCapabilities },
});

import type { Label, Source } from '@rahyar/domain';

/** Where a figure comes from: the founding text, the census, a public page with its date, or nowhere: then it is assumed. */
export type ParameterSource = Source | 'census 1395' | 'ilna.ir 751348, about 1398' | 'ecomotive.ir, 1398-11-26' | 'mehregaanpress.ir';
export type ParameterUnit = 'share' | 'people' | 'people per 1,000' | 'days' | 'km' | 'posts' | 'counties' | 'subjects' | 'a day' | 'ratio';
export type Parameter = Label & { readonly value: number; readonly unit: ParameterUnit; readonly source: ParameterSource };

const parameter =
  (source: ParameterSource, unit: ParameterUnit) =>
  (value: number, fa: string, en: string): Parameter => ({ value, unit, source, fa, en });
const share = parameter('assumed', 'share');
const days = parameter('assumed', 'days');
const km = parameter('assumed', 'km');
const posts = parameter('assumed', 'posts');
const subjects = parameter('assumed', 'subjects');
const perDay = parameter('assumed', 'a day');
const ratio = parameter('assumed', 'ratio');
const perThousand = parameter('assumed', 'people per 1,000');

/** Every assumption about the synthetic population and its rahyar community. No number of the generator stands anywhere else. */
export const PARAMETERS = {
  // Who they are
  applicantShare: share(0.02, 'سهم متقاضیان عضویت از افراد', 'applicants among the people'),
  prospectShare: share(0.08, 'سهم افرادی که هنوز تقاضا نداده‌اند', 'people who have not applied yet'),
  legalMemberShare: share(0.004, 'سهم اعضای حقوقی از افراد', 'legal members among the people'),
  underAgeShare: share(0.15, 'سهم افراد زیر ۱۸ سال', 'people under 18, who need a guardian'),

  // Where they live and work
  ruralShare: parameter('census 1395', 'share')(0.26, 'سهم ساکنان دهستان‌ها در کشور', 'residents of rural districts, nationwide'),
  ruralShareMost: share(0.8, 'بیشترین سهم ساکنان دهستان‌ها در یک شهرستان', 'the largest share of rural residents in a county'),
  laterTownFalloff: ratio(
    3,
    'کاهش جمعیت شهرهای بعدی یک شهرستان',
    'falloff of the later towns of a county: town n has 1 / (1 + falloff × n) of the first',
  ),
  unknownHomeShare: share(0.004, 'سهم افراد بدون محل سکونت ثبت‌شده', 'people without a recorded home'),
  workKnownShare: share(0.38, 'سهم بزرگ‌سالان دارای محل کار ثبت‌شده', 'adults with a recorded place of work'),
  commuterShare: share(0.15, 'سهم شاغلان در شهرستانی دیگر', 'workers who work in another county'),
  commuteScaleKm: km(25, 'فاصلهٔ نیمه‌شدن کشش محل کار', 'distance at which the pull of a place of work has halved'),
  commuteKmMost: km(120, 'بیشترین فاصلهٔ خانه تا کار', 'the farthest way to work'),
  otherProvincePull: ratio(0.2, 'کشش محل کار در استان دیگر', 'pull of a place of work in another province, against the same province'),

  // What they say of themselves
  azerbaijaniOnlyShare: share(
    0.05,
    'در استان‌های آن: سهم کسانی که تنها ترکی آذربایجانی می‌گویند',
    'in its provinces: people who speak Azerbaijani only',
  ),
  kurdishOnlyShare: share(0.05, 'در استان‌های آن: سهم کسانی که تنها کردی می‌گویند', 'in its provinces: people who speak Kurdish only'),
  luriOnlyShare: share(0.02, 'در استان‌های آن: سهم کسانی که تنها لری می‌گویند', 'in its provinces: people who speak Luri only'),
  arabicOnlyShare: share(0.04, 'در خوزستان: سهم کسانی که تنها عربی می‌گویند', 'in Khuzestan: people who speak Arabic only'),
  baluchiOnlyShare: share(
    0.08,
    'در سیستان و بلوچستان: سهم کسانی که تنها بلوچی می‌گویند',
    'in Sistan and Baluchestan: people who speak Baluchi only',
  ),
  turkmenOnlyShare: share(0.04, 'در گلستان: سهم کسانی که تنها ترکمنی می‌گویند', 'in Golestan: people who speak Turkmen only'),
  gilakiOnlyShare: share(0.01, 'در گیلان: سهم کسانی که تنها گیلکی می‌گویند', 'in Gilan: people who speak Gilaki only'),
  mazandaraniOnlyShare: share(0.01, 'در مازندران: سهم کسانی که تنها مازندرانی می‌گویند', 'in Mazandaran: people who speak Mazandarani only'),
  signLanguageOnlyShare: share(0.001, 'سهم کسانی که با زبان اشاره گفتگو می‌کنند', 'people who speak in Iranian Sign Language'),
  needShare: share(0.2, 'سهم افراد دارای کار باز', 'people with an open matter'),
  secondNeedShare: share(0.2, 'از آنان، سهم دارندگان دو کار باز', 'of these, those with two'),
  collectiveNeedShare: share(0.3, 'سهم هسته‌ها و کانون‌های دارای کار باز', 'cores and hubs with an open matter'),
  phoneOnlyShare: share(0.03, 'سهم کسانی که تنها با تلفن در دسترس‌اند', 'people who can be reached by telephone only'),
  smsOnlyShare: share(0.001, 'سهم کسانی که تنها با پیامک در دسترس‌اند', 'people who can be reached by text message only'),

  // How they stand to the affiliated organisations
  emdadEmployeeShare: share(0.0015, 'شاغلان کمیتهٔ امداد', 'adults employed by the Emdad Committee'),
  emdadBeneficiaryShare: share(0.045, 'افراد زیر پوشش کمیتهٔ امداد', 'people served by the Emdad Committee'),
  behzistiEmployeeShare: share(0.0015, 'شاغلان بهزیستی', 'adults employed by Behzisti'),
  behzistiBeneficiaryShare: share(0.03, 'افراد زیر پوشش بهزیستی', 'people served by Behzisti'),
  educationEmployeeShare: share(0.02, 'شاغلان آموزش و پرورش', 'adults employed in education'),
  educationOtherShare: share(0.012, 'مرتبطان دیگر آموزش و پرورش', 'people otherwise related to education'),
  etkaEmployeeShare: share(0.001, 'شاغلان اتکا', 'adults employed by Etka'),
  etkaOtherShare: share(0.008, 'مرتبطان دیگر اتکا', 'people otherwise related to Etka'),
  secondRelationShare: share(0.02, 'سهم مرتبطان با دو سازمان', 'of the related, those related to two organisations'),

  // What they did
  membershipDaysMost: days(3_650, 'بیشترین سابقهٔ عضویت', 'how long ago a member joined at most'),
  recentActivityShare: share(0.42, 'سهم اعضای دارای فعالیت اخیر', 'members with a recent activity'),
  recentActivityDays: days(90, 'بازهٔ فعالیت اخیر', 'how long ago a recent activity is at most'),
  neverActiveShare: share(0.15, 'از بقیه، سهم اعضای بدون هیچ فعالیت', 'of the other members, those without any activity'),
  pastActivityDaysMost: days(1_500, 'بیشترین فاصله از آخرین فعالیت', 'how long ago a past activity is at most'),
  openObligationShare: parameter('ilna.ir 751348, about 1398', 'share')(
    0.07,
    'سهم اعضای دارای تعهد باز (۷۰۰ هزار وام در سال)',
    'members with an open obligation (700,000 loans a year)',
  ),
  contactedShare: share(0.5, 'سهم اعضایی که با آنان تماس گرفته شده است', 'members who have been contacted'),
  prospectContactedShare: share(0.03, 'همان سهم در میان متقاضی‌نشدگان', 'the same among people who have not applied'),
  contactDaysMost: days(730, 'بیشترین فاصله از آخرین تماس', 'how long ago the last contact is at most'),
  applicationDaysMost: days(45, 'بیشترین مدت انتظار متقاضی', 'how long ago an application is at most'),
  doNotContactShare: share(0.003, 'سهم افرادی که تماس نمی‌خواهند', 'people who asked not to be contacted'),

  // Cores and hubs
  entrepreneurshipCores: parameter('ilna.ir 751348, about 1398', 'people per 1,000')(
    0.3,
    'هسته‌های کارآفرینی اجتماعی',
    'social entrepreneurship cores (3,000 nationwide)',
  ),
  trustCores: perThousand(0.1, 'هسته‌های اعتماد اجتماعی', 'social trust cores'),
  jihadiCores: perThousand(0.1, 'هسته‌های جهادی', 'jihadi cores'),
  cooperationHubs: parameter('ecomotive.ir, 1398-11-26', 'people per 1,000')(
    0.5,
    'کانون‌های همیاری اجتماعی',
    'social cooperation hubs (several thousand nationwide)',
  ),
  leaderKnownShare: share(0.95, 'سهم هسته‌ها و کانون‌های دارای راهبر', 'cores and hubs with a known leader'),
  coreIdIssuedShare: share(0.8, 'سهم هسته‌های دارای شناسه', 'entrepreneurship cores with an issued identifier'),

  // Posts of the community
  communityStaff: parameter('L30', 'posts')(5_000, 'نیروهای جامعهٔ رهیاران', 'staff of the rahyar community'),
  areaRahyarPosts: posts(860, 'جایگاه‌های رهیار محدوده', 'posts of area rahyars'),
  organizationRahyarPosts: posts(140, 'جایگاه‌های رهیار سازمان', 'posts of organisation rahyars'),
  onlineRahyarPosts: posts(60, 'جایگاه‌های رهیار آنلاین', 'posts of online rahyars'),
  assistantsPerSecretary: posts(2, 'دستیاران هر دبیر', 'assistants of each affairs secretary'),
  supportOfficersPerPartner: posts(25, 'پشتیبانان هر سازمان رهیاری', 'support officers for each rahyari organisation'),
  bankSpecialistShare: share(0.5, 'سهم بانک از نیروهای سازمان‌های رهیاری', 'partner specialists who work at the bank'),

  // Who of them is a rahyar, and when
  qualifiedSpecialistShare: share(0.08, 'سهم نیروهایی که رهیار اجتماعی‌اند', 'partner specialists who are qualified: social rahyars'),
  unqualifiedHolderShare: share(0.02, 'سهم دارندگان ناکامل جایگاه رهیاری', 'holders of a rahyar post who are not qualified'),
  singleQualityShare: share(0.5, 'احتمال هر ویژگی در فرد ناکامل', 'chance of each further quality in someone not qualified'),
  lacksMasteryShare: share(0.03, 'سهم رهیاران ناآشنا با یک فرایند', 'area and organisation rahyars who lack one process'),
  socialMasteryShare: share(0.6, 'احتمال تسلط رهیار اجتماعی بر هر فرایند', 'chance that a social rahyar masters a process'),
  homeLanguageShare: share(
    0.8,
    'احتمال آنکه رهیار، زبان استان خود را بداند',
    'chance that a rahyar of a province speaks each of its languages',
  ),
  otherLanguageShare: share(0.02, 'احتمال آنکه رهیار، زبانی دیگر را بداند', 'chance that a rahyar speaks any other language'),
  noChannelShare: share(0.005, 'سهم رهیاران بدون راه ارتباطی', 'rahyars without an open channel'),
  onLeaveShare: share(0.04, 'سهم رهیاران در مرخصی', 'rahyars on leave on the day'),
  leaveAheadShare: share(0.15, 'سهم رهیاران دارای مرخصی در پیش', 'rahyars with a leave ahead'),
  leaveAheadDaysMost: days(60, 'بیشترین فاصله تا مرخصی در پیش', 'how far off a leave ahead begins at most'),
  leaveDaysMost: days(14, 'بیشترین درازای مرخصی', 'the longest leave'),

  // Jurisdictions
  largeCountyRahyars: posts(
    2,
    'شهرستان بزرگ: جمعیت دست‌کم به اندازهٔ این شمار رهیار',
    'a large county has people for at least so many rahyars',
  ),
  townJurisdictionShare: share(0.2, 'در شهرستان بزرگ: سهم محدوده‌های یک‌شهری', 'in large counties: jurisdictions of one town'),
  districtJurisdictionShare: share(0.3, 'در شهرستان بزرگ: سهم محدوده‌های یک‌بخشی', 'in large counties: jurisdictions of one district'),
  jurisdictionCountiesMost: parameter('mehregaanpress.ir', 'counties')(
    7,
    'بیشترین شهرستان‌های یک محدوده',
    'the most counties of one jurisdiction',
  ),
  countiesWithoutRahyar: parameter('assumed', 'counties')(9, 'شهرستان‌های بی‌رهیار محدوده', 'counties left without an area rahyar'),
  narrowedOrganizationShare: share(
    0.8,
    'سهم رهیاران سازمان که تنها یک استان را پوشش می‌دهند',
    'organisation rahyars who serve one province only',
  ),

  // How much they carry
  membersNationwide: parameter('L28', 'people')(10_000_000, 'اعضای زیست‌بوم', 'members of the ecosystem'),
  peoplePerRahyar: parameter('L28, L69', 'people')(
    10_000,
    'ظرفیت هر رهیار محدوده یا سازمان در برابر همهٔ اعضا',
    'caseload of an area or organisation rahyar when all members are there',
  ),
  socialPeople: subjects(50, 'ظرفیت رهیار اجتماعی در برابر همهٔ اعضا', 'caseload of a social rahyar when all members are there'),
  caseloadSpread: ratio(0.2, 'پراکندگی ظرفیت‌ها', 'how far a caseload lies from the usual one at most'),
  collectiveRoom: ratio(1.3, 'ظرفیت هسته‌ها و کانون‌ها در برابر شمار متوسط', 'room for cores and hubs, against the average number'),
  socialCollectives: subjects(2, 'ظرفیت هسته و کانون رهیار اجتماعی', 'cores and hubs that a social rahyar may have'),
  areaBodies: subjects(2, 'ظرفیت سازمان در رهیار محدوده', 'organisation bodies that an area rahyar may have'),
  organizationBodies: subjects(8, 'ظرفیت سازمان در رهیار سازمان', 'organisation bodies that an organisation rahyar may have'),
  onlineSubjects: subjects(10_000_000, 'ظرفیت رهیار آنلاین: بی‌کران', 'caseload of an online rahyar: without limit'),
  dedicatedContacts: perDay(20, 'تماس‌های رهیار محدوده یا سازمان', 'contacts of an area or organisation rahyar'),
  socialContacts: perDay(3, 'تماس‌های رهیار اجتماعی', 'contacts of a social rahyar'),
  onlineContacts: perDay(60, 'تماس‌های رهیار آنلاین', 'contacts of an online rahyar'),
  linksPerSubjectMost: subjects(3, 'بیشترین رهیاران اجتماعی یک عضو', 'social rahyars linked to one subject at most'),
  collectiveLinkShare: share(0.5, 'سهم رهیاران اجتماعی همراه یک هسته یا کانون', 'social rahyars who accompany a core or hub'),
} as const satisfies Readonly<Record<string, Parameter>>;

/** The version of the published contract: a further operation, field or word raises the minor, whatever breaks a caller the major. */
export const CONTRACT_VERSION = '1.0.0';

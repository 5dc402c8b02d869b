/** What is accepted but worth a second look. Codes are stable and are stored with the event that they concern. */
export type Warning = 'COMPLETED_BEFORE_START' | 'NOT_STARTED_AFTER_END' | 'REJECTED_THIS_TERTIAL';

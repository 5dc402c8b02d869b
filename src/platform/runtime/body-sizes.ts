/** The largest body of a request that nobody is signed in to. It has room for the largest document. */
export const LARGEST_BODY_OF_A_STRANGER_IN_BYTES = 128 * 1024;
/** The largest body of a signed-in person who may not load a file. It has room for the longest texts. */
export const LARGEST_BODY_OF_A_PERSON_IN_BYTES = 1024 * 1024;
/** The largest body of all, from a person who may load a whole plan or the reports of a tertial. The request gate has the smaller limits. */
export const LARGEST_BODY_IN_BYTES = 8 * 1024 * 1024;

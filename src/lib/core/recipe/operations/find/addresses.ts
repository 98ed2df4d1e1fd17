/** An e-mail address as people write them; not all that RFC 5322 allows. */
export const emailAddress =
	"[A-Za-z0-9._%+'-]*[A-Za-z0-9_%+'-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,}";

/** A web address up to white space, a bracket or a quote, without the stop or comma of the sentence it ends. */
export const webAddress = '(?i)https?://[^\\s<>"\'「」（）]*[^\\s<>"\'「」（）.,;:!?)\\]]';

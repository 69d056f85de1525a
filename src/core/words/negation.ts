/** Words that deny, in lower case, as the source of a pattern: English, German, Spanish, Chinese. */
export const NEGATIONS =
  "not?|none|never|nobody|nothing|neither|nor|cannot|without|\\S+n't|nicht|kein\\S*|nie|niemals|niemand|nichts|ohne|weder|nunca|jamás|sin|ni|ning[uú]n\\S*|nadie|nada|tampoco|[不没未]";

namespace Muutostieto.Extracts.Matching;

/// <summary>
/// One row of a customer's register, as the file has it. Blanks around a value do not count; a part that the file lacks is empty.
/// </summary>
/// <param name="IdentityCode">11 characters; empty: the row is matched by name and day of birth.</param>
/// <param name="Surname">The whole surname, with its particle.</param>
/// <param name="FirstNames">All first names with blanks between, or the first of them, or the name used.</param>
/// <param name="BirthDate">A whole day with four digits of the year: <c>2001-05-31</c>, <c>31.5.2001</c> or <c>20010531</c>.</param>
public readonly record struct MatchRow(string IdentityCode, string Surname, string FirstNames, string BirthDate);

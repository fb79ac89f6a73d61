namespace Muutostieto.Records.Customers;

/// <summary>
/// A row of a customer's register, as its file has it: values without the blanks around them, empty where a column is missing.
/// </summary>
/// <param name="Reference">The customer's own reference of the row (<c>rivi</c>).</param>
/// <param name="IdentityCode"><c>hetu</c>, unchecked.</param>
/// <param name="Surname"><c>sukunimi</c>.</param>
/// <param name="FirstNames"><c>etunimet</c>.</param>
/// <param name="BirthDate"><c>syntymaaika</c>, unchecked.</param>
/// <param name="Passed">The values of the columns that are passed through, in their order; blanks around them stay.</param>
public sealed record CustomerRow(
    string Reference, string IdentityCode, string Surname, string FirstNames, string BirthDate, IReadOnlyList<string> Passed);

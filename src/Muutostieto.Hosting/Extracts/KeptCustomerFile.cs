using Muutostieto.Deliveries.Terms;
using Muutostieto.Records.Customers;

namespace Muutostieto.Hosting.Extracts;

/// <summary>A customer's file that has been checked and is kept.</summary>
/// <param name="Mark">Its hash and rows.</param>
/// <param name="CharacterSet">In which characters it is written.</param>
/// <param name="Separator">Between its values.</param>
/// <param name="IsWorkbook">Whether it came as a workbook, and is kept as CSV.</param>
/// <param name="Passed">The headings that are passed through.</param>
public sealed record KeptCustomerFile(
    UpdateMark Mark, CustomerText CharacterSet, char Separator, bool IsWorkbook, IReadOnlyList<string> Passed);

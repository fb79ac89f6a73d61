namespace Muutostieto.Records.Workbooks;

/// <summary>A workbook asks for more than is given to one.</summary>
internal sealed class WorkbookLimitException(string message) : FormatException(message);

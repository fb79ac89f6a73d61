namespace Muutostieto.SelfService.Residents;

/// <summary>In which form a list is downloaded.</summary>
public enum ListForm
{
    /// <summary>One CSV, for a spreadsheet: a value that could become a formula has an apostrophe before it.</summary>
    Spreadsheet,

    /// <summary>The delivered workbook (.xlsx), in which text is text.</summary>
    Workbook,

    /// <summary>Address labels as PDF.</summary>
    Labels,

    /// <summary>The delivered CSV package (.csv.zip), with values as they are: for programs.</summary>
    Package,
}

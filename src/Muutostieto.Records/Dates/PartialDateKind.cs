namespace Muutostieto.Records.Dates;

/// <summary>How much of a date is known.</summary>
public enum PartialDateKind
{
    /// <summary>No date: 00000000, and 00000101, by which an old system said the same.</summary>
    Undefined = 0,

    /// <summary>Only the year: 19710000.</summary>
    Year,

    /// <summary>Year and month: 19660500.</summary>
    Month,

    /// <summary>A whole date.</summary>
    Day,

    /// <summary>Until further notice: 99990000.</summary>
    Open,
}

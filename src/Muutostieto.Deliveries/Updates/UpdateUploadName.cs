using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Deliveries.Updates;

/// <summary>
/// The name of an uploaded customer's file: <c>&lt;customer&gt;_PA_&lt;order&gt;_&lt;yyyyMMdd&gt;.csv</c>; for more than one a day
/// <c>&lt;customer&gt;_PA_&lt;order&gt;_&lt;yyyyMMdd&gt;_&lt;n&gt;.csv</c>; a workbook ends in <c>.xlsx</c>. Letters of any size but in the
/// order's id. The name is ours.
/// </summary>
/// <param name="Name">All of it.</param>
/// <param name="Customer">The customer number.</param>
/// <param name="Order">The order's id.</param>
/// <param name="Day">yyyyMMdd, which need be no day of the calendar: it orders the files and says nothing else.</param>
/// <param name="Number">The file's number on the day; 0 without one.</param>
internal sealed partial record UpdateUploadName(string Name, string Customer, string Order, string Day, int Number)
    : IComparable<UpdateUploadName>
{
    /// <summary>Null for the name of anything else, and of another customer's file.</summary>
    internal static UpdateUploadName? Parse(string name, string customerNumber) =>
        Parse(name) is { } parsed && parsed.Customer == customerNumber ? parsed : null;

    /// <summary>Null for the name of anything else.</summary>
    internal static UpdateUploadName? Parse(string name) =>
        Pattern().Match(name) is { Success: true } match
            ? new UpdateUploadName(
                name,
                match.Groups["customer"].Value,
                match.Groups["order"].Value,
                match.Groups["day"].Value,
                match.Groups["number"] is { Success: true } number
                    ? int.Parse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
                    : 0)
            : null;

    public int CompareTo(UpdateUploadName? other) =>
        (Day, Number, Name).CompareTo((other?.Day ?? "", other?.Number ?? 0, other?.Name ?? ""));

    [GeneratedRegex(
        @"^(?<customer>[0-9]{1,10})_[Pp][Aa]_(?<order>[a-z0-9][a-z0-9-]{0,63})_(?<day>[0-9]{8})(_(?<number>[0-9]{1,6}))?"
            + @"\.([Cc][Ss][Vv]|[Xx][Ll][Ss][Xx])\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

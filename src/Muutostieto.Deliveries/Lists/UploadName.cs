using System.Globalization;
using System.Text.RegularExpressions;

namespace Muutostieto.Deliveries.Lists;

/// <summary>The name of an uploaded list, as the old service had it: <c>&lt;customer&gt;_&lt;yyyyMMdd&gt;.HTT</c>; for more than one a day <c>&lt;customer&gt;_&lt;yyyyMMdd&gt;_&lt;n&gt;.HTT</c>.</summary>
/// <param name="Name">All of it.</param>
/// <param name="Day">yyyyMMdd, which need be no day of the calendar: it orders the files and says nothing else.</param>
/// <param name="Number">The file's number on the day; 0 without one.</param>
internal sealed partial record UploadName(string Name, string Day, int Number) : IComparable<UploadName>
{
    /// <summary>Null for the name of anything else, and of another customer's list.</summary>
    internal static UploadName? Parse(string name, string customerNumber)
    {
        var match = Pattern().Match(name);
        return match.Success && match.Groups["customer"].Value == customerNumber
            ? new UploadName(name, match.Groups["day"].Value, match.Groups["number"] is { Success: true } number ? int.Parse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0)
            : null;
    }

    public int CompareTo(UploadName? other) => (Day, Number, Name).CompareTo((other?.Day ?? "", other?.Number ?? 0, other?.Name ?? ""));

    [GeneratedRegex(@"^(?<customer>[0-9]{1,10})_(?<day>[0-9]{8})(_(?<number>[0-9]{1,6}))?\.HTT\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

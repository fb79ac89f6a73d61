using System.Globalization;
using Muutostieto.Records.Lists;

namespace Muutostieto.Deliveries.Lists;

/// <summary>The name of an uploaded list, as the old service had it, see <see cref="ListFileName"/>.</summary>
/// <param name="Name">All of it.</param>
/// <param name="Day">yyyyMMdd, which need be no day of the calendar: it orders the files and says nothing else.</param>
/// <param name="Number">The file's number on the day; 0 without one.</param>
internal sealed record UploadName(string Name, string Day, int Number) : IComparable<UploadName>
{
    /// <summary>Null for the name of anything else, and of another customer's list.</summary>
    internal static UploadName? Parse(string name, string customerNumber)
    {
        var match = ListFileName.Pattern().Match(name);
        return match.Success && match.Groups["customer"].Value == customerNumber
            ? new UploadName(
                name,
                match.Groups["day"].Value,
                match.Groups["number"] is { Success: true } number
                    ? int.Parse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
                    : 0)
            : null;
    }

    /// <summary>The customer number in a list's name; null for the name of anything else.</summary>
    internal static string? CustomerOf(string name) =>
        ListFileName.Pattern().Match(name) is { Success: true } match ? match.Groups["customer"].Value : null;

    public int CompareTo(UploadName? other) => (Day, Number, Name).CompareTo((other?.Day ?? "", other?.Number ?? 0, other?.Name ?? ""));
}

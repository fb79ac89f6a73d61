using System.Text.RegularExpressions;

namespace Muutostieto.Records.Lists;

/// <summary>
/// The name of a list of identity codes: <c>&lt;customer&gt;_&lt;yyyyMMdd&gt;.HTT</c>; for more than one a day
/// <c>&lt;customer&gt;_&lt;yyyyMMdd&gt;_&lt;n&gt;.HTT</c>. The ending in letters of any size, and with <c>.txt</c> behind it, as mail
/// programs and editors write it. Its groups are <c>customer</c>, <c>day</c> and <c>number</c>.
/// </summary>
public static partial class ListFileName
{
    [GeneratedRegex(
        @"^(?<customer>[0-9]{1,10})_(?<day>[0-9]{8})(_(?<number>[0-9]{1,6}))?\.HTT(\.TXT)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    public static partial Regex Pattern();
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Muutostieto.Deliveries.Lists;

/// <summary>
/// An uploaded file that is no permit's list by its name, but was probably meant for one: it ends as lists do, in letters of any size, or
/// as a text file that lists were put into.
/// </summary>
/// <param name="Name">As in the upload folder.</param>
/// <param name="Customer">The customer number in a name that is right but for it; null when the name is wrong.</param>
internal sealed partial record MisnamedUpload(string Name, string? Customer)
{
    private const int LongestName = 150;

    /// <summary>Null for a list of the customer, and for a file that cannot have been meant as one. Hidden files are still being
    /// written.</summary>
    internal static MisnamedUpload? Of(string name, string customerNumber)
    {
        if (name.StartsWith('.') || !Ending().IsMatch(name))
        {
            return null;
        }

        var customer = UploadName.CustomerOf(name);
        return customer == customerNumber ? null : new MisnamedUpload(name, customer);
    }

    /// <summary>
    /// The name of its answer. No list's result can have it: another permit may answer the same file. Nor has another file's: what is lost
    /// of a name is made good by a part of its hash.
    /// </summary>
    internal string AnswerOf(string customerNumber) =>
        Customer is not null ? $"{Name}.{customerNumber}.RES"
        : Unusual().Replace(Name[..Math.Min(Name.Length, LongestName)], "-") is var usual && usual == Name ? $"{Name}.RES"
        : $"{usual}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Name)))[..8]}.RES";

    /// <summary>What is wrong with it, for its sender.</summary>
    internal string ReasonFor(string customerNumber) =>
        Customer is null
            ? $"its name is not that of a list: expected {customerNumber}_yyyyMMdd.HTT, or {customerNumber}_yyyyMMdd_n.HTT for more than "
                + "one a day. Send it under such a name"
            : $"its name has the customer number {Customer}, and this permit's lists have {customerNumber}. Send it under that number if "
                + "it was meant for this permit";

    [GeneratedRegex(@"\.HTT(\.TXT)?\s*\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Ending();

    [GeneratedRegex("[^A-Za-z0-9._-]", RegexOptions.CultureInvariant)]
    private static partial Regex Unusual();
}

using System.Text;

namespace Muutostieto.Deliveries.Tests.Lists;

/// <summary>Lists as a recipient sends them.</summary>
internal static class HttFile
{
    internal const string Start = "'''ED2'''MUUTOSTIETO'ASIAKAS:38950'202601050500'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''";

    /// <summary>A list of these lines in sound transport lines.</summary>
    internal static byte[] Of(params string[] lines) => Of("\n", lines);

    internal static byte[] Of(string lineEnd, string[] lines) =>
        Encoding.Latin1.GetBytes(string.Concat(lines.Prepend(Start).Append($"'''EOF'''{lines.Length}'").Select(line => line + lineEnd)));
}

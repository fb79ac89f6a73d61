using System.Buffers;
using System.Text;
using Muutostieto.Records;
using Muutostieto.Records.Foreign;

namespace Muutostieto.Recipient.Checking;

/// <summary>
/// Checks a list of hashes as <c>sha256sum -c</c> does: a line is 64 hexadecimal digits, a space, a space or an asterisk, a name.
/// </summary>
internal static class HashListCheck
{
    internal const string Form = "sha256";
    private const int HashLength = 64;
    private const long Largest = 1 << 20;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    internal static bool IsHashList(string path) => path.EndsWith(".sha256", StringComparison.OrdinalIgnoreCase);

    internal static FileCheck Run(string path, FileHashes hashes)
    {
        using var stream = InputFile.Open(path);
        if (stream.Length > Largest)
        {
            throw new MuutostietoException(FailureKind.Fault, $"{stream.Length} bytes: no list of hashes, which is some lines long.");
        }

        var check = new FileCheck(path, Form) { Bytes = stream.Length };
        var neighbours = new NeighbourCheck(check, hashes);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        using var reader = new StringReader(Encoding.UTF8.GetString(ForeignText.ToUtf8(content)));
        while (reader.ReadLine() is { } line)
        {
            check.Lines++;
            if (line.Length > HashLength + 2
                && line[HashLength] == ' '
                && line[HashLength + 1] is ' ' or '*'
                && !line.AsSpan(0, HashLength).ContainsAnyExcept(Hexadecimal))
            {
                neighbours.Check(check.Lines, line[(HashLength + 2)..], null, line[..HashLength]);
            }
            else if (line.Length > 0)
            {
                check.Log.Fault(
                    check.Lines,
                    "unreadable",
                    "no line of a list of hashes, expected 64 hexadecimal digits, two spaces and a name");
            }
        }

        return check;
    }
}

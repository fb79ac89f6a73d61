using System.Text;

namespace Muutostieto.Records.Signing;

/// <summary>The lines around what OpenSSH keeps as text: 70 characters of base64 a line, each line ended by LF.</summary>
internal static class SshArmor
{
    private const int LineLength = 70;

    internal static string Write(string label, ReadOnlySpan<byte> blob)
    {
        var base64 = Convert.ToBase64String(blob);
        var text = new StringBuilder($"-----BEGIN {label}-----\n");
        for (var at = 0; at < base64.Length; at += LineLength)
        {
            text.Append(base64, at, Math.Min(LineLength, base64.Length - at)).Append('\n');
        }

        return text.Append("-----END ").Append(label).Append("-----\n").ToString();
    }

    /// <summary>What is between the lines; null when the text is not, to the byte, what <see cref="Write"/> makes of it.</summary>
    internal static byte[]? Read(string label, ReadOnlySpan<byte> text)
    {
        var (begin, end) = (Encoding.ASCII.GetBytes($"-----BEGIN {label}-----\n"), Encoding.ASCII.GetBytes($"-----END {label}-----\n"));
        if (text.Length < begin.Length + end.Length || !text.StartsWith(begin) || !text.EndsWith(end))
        {
            return null;
        }

        try
        {
            var blob = Convert.FromBase64String(Encoding.ASCII.GetString(text[begin.Length..^end.Length]));
            return Encoding.ASCII.GetBytes(Write(label, blob)).AsSpan().SequenceEqual(text) ? blob : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

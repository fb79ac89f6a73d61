using System.Globalization;
using System.Text;

namespace Muutostieto.Records.Fixed;

/// <summary>
/// The transport lines (ED2) around the records of a file: a first line with receiver, sender and time, and a last one with the count of
/// the lines between. A file without its last line is not whole.
/// </summary>
public static class Envelope
{
    /// <summary>Every transport line starts with it.</summary>
    public static ReadOnlySpan<byte> LinePrefix => "'''"u8;

    private static ReadOnlySpan<byte> Start => "'''ED2'''"u8;

    private static ReadOnlySpan<byte> Finish => "'''EOF'''"u8;

    /// <summary>The first line, without its end.</summary>
    /// <param name="receiver">As <c>VRK:003702454372:OVT</c>.</param>
    /// <param name="sender">As <c>TIETO:0037OPHALL:OVT</c>.</param>
    /// <param name="time">Written to the minute, in the time of Finland.</param>
    public static byte[] StartLine(string receiver, string sender, DateTimeOffset time) =>
        Encoding.Latin1.GetBytes(
            $"'''ED2'''{receiver}'{sender}'{time.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture)}'1'STX:INHOUSE'TYP:MUTPHT'NRQ:0'''"
        );

    /// <summary>The last line, without its end.</summary>
    /// <param name="lines">How many lines are between the first and the last.</param>
    public static byte[] EndLine(long lines) => Encoding.Latin1.GetBytes($"'''EOF'''{lines.ToString(CultureInfo.InvariantCulture)}'");

    public static bool IsEnvelope(ReadOnlySpan<byte> line) => line.StartsWith(LinePrefix);

    public static bool IsStart(ReadOnlySpan<byte> line) => line.StartsWith(Start);

    public static bool IsEnd(ReadOnlySpan<byte> line) => line.StartsWith(Finish);

    /// <summary>The count that a last line gives, or null when it gives none.</summary>
    public static long? CountOf(ReadOnlySpan<byte> line) =>
        IsEnd(line)
        && long.TryParse(line[Finish.Length..].TrimEnd((byte)'\''), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;
}

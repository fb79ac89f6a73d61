using System.Text;
using FsCheck;
using Muutostieto.Recipient.Tests.Support;

namespace Muutostieto.Recipient.Tests.Checking;

/// <summary>A sound file is sound, and whatever damage the checker promises to find, it finds: wherever it is.</summary>
public sealed class DamageTests
{
    [SeededProperty(Arbitrary = [typeof(SoundFiles)], MaxTest = 100)]
    public void A_sound_file_is_sound_in_all_three_forms(SoundFile file)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Checks.OfBytes(file.Bytes).Findings, Is.Empty, "fixed width");
            Assert.That(Checks.OfBytes(Forms.Json(file.Records), "a.jsonl").Findings, Is.Empty, "JSON");
            Assert.That(Checks.OfBytes(Forms.Csv(file.Records), "a.csv.zip").Findings, Is.Empty, "CSV");
        }
    }

    [SeededProperty(Arbitrary = [typeof(SoundFiles)], MaxTest = 200)]
    public void A_lost_byte_is_found(SoundFile file, DoNotSize<uint> at)
    {
        var bytes = file.Bytes;
        var lost = (int)(at.Item % bytes.Length);
        var first = Array.IndexOf(bytes, (byte)'\n') + 1;
        // The first line's addresses are the transport's own, and a lost CR is an odd line end, which is a note.
        if (lost < first || bytes[lost] is (byte)'\r' || lost == bytes.Length - 1)
        {
            return;
        }

        Assert.That(Checks.OfBytes([.. bytes[..lost], .. bytes[(lost + 1)..]]).Faults, Is.Positive, $"byte {lost}");
    }

    [SeededProperty(Arbitrary = [typeof(SoundFiles)], MaxTest = 200)]
    public void A_file_cut_anywhere_is_found(SoundFile file, DoNotSize<uint> at)
    {
        var bytes = file.Bytes;
        var first = Array.IndexOf(bytes, (byte)'\n') + 1;
        var length = first + (int)(at.Item % (bytes.Length - first - "\r\n".Length));

        Assert.That(Checks.OfBytes(bytes[..length]).Faults, Is.Positive, $"cut to {length} of {bytes.Length}");
    }

    [SeededProperty(Arbitrary = [typeof(SoundFiles)], MaxTest = 100)]
    public void A_lost_or_doubled_line_is_found(SoundFile file, DoNotSize<uint> at)
    {
        var lines = Encoding.Latin1.GetString(file.Bytes).Split("\r\n");
        var line = 1 + (int)(at.Item % file.Records.Count);
        var without = lines.Where((_, index) => index != line);
        var twice = lines[..line].Append(lines[line]).Concat(lines[line..]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Checks.OfText(string.Join("\r\n", without)).Faults(), Does.Contain("envelope"));
            Assert.That(Checks.OfText(string.Join("\r\n", twice)).Faults(), Does.Contain("envelope"));
        }
    }

    [SeededProperty(Arbitrary = [typeof(SoundFiles)], MaxTest = 200)]
    public void Another_digit_in_an_identity_code_is_found(SoundFile file, DoNotSize<uint> at, DoNotSize<uint> by)
    {
        var lines = Encoding.Latin1.GetString(file.Bytes).Split("\r\n");
        var line = 1 + (int)(at.Item % file.Records.Count);
        var place = new[] { 0, 1, 2, 3, 4, 5, 7, 8, 9 }[(int)(at.Item % 9)];
        var digit = (char)('0' + ((lines[line][place] - '0' + 1 + (int)(by.Item % 9)) % 10));
        lines[line] = lines[line][..place] + digit + lines[line][(place + 1)..];

        Assert.That(Checks.OfText(string.Join("\r\n", lines)).Faults(), Does.Contain("identity-code"));
    }
}

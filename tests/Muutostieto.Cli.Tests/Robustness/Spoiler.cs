using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Muutostieto.Cli.Tests.Robustness;

/// <summary>Spoils files as disks, transfers, editors and attackers do. The same random numbers give the same damage.</summary>
internal sealed partial class Spoiler(Random random)
{
    private static readonly byte[] Odd =
    [
        0,
        1,
        9,
        10,
        13,
        26,
        34,
        39,
        44,
        45,
        48,
        57,
        59,
        61,
        91,
        93,
        123,
        124,
        125,
        127,
        128,
        0xC3,
        0xE4,
        0xED,
        0xFF,
    ];

    private static readonly string[] Values =
    [
        "null",
        "true",
        "\"\"",
        "[]",
        "{}",
        "-1",
        "0",
        "1e999",
        "0.5",
        "99999999999999999999",
        "2147483648",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"../../x\"",
        "\"9999-99-99\"",
        "\"0001-01-01T00:00:00Z\"",
        "[null]",
        "{\"a\":1}",
        "\"åäö\"",
    ];

    /// <summary>For what else is left to chance in a round.</summary>
    public Random Random => random;

    /// <summary>Other bytes than these.</summary>
    public byte[] Spoil(byte[] bytes)
    {
        var spoiled = bytes;
        for (var times = random.Next(1, 4); times > 0 || spoiled.AsSpan().SequenceEqual(bytes); times--)
        {
            spoiled = Once(spoiled);
        }

        return spoiled;
    }

    /// <summary>A package with one of its files spoiled, and a sound zip again.</summary>
    public byte[] SpoilInside(byte[] package)
    {
        using var stream = new MemoryStream();
        stream.Write(package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.Entries[random.Next(zip.Entries.Count)];
            var name = entry.FullName;
            byte[] content;
            using (var source = entry.Open())
            using (var copy = new MemoryStream())
            {
                source.CopyTo(copy);
                content = copy.ToArray();
            }

            entry.Delete();
            if (random.Next(10) > 0)
            {
                using var target = zip.CreateEntry(random.Next(20) == 0 ? name + "x" : name).Open();
                target.Write(Spoil(content));
            }
        }

        return stream.ToArray();
    }

    private byte[] Once(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return [Odd[random.Next(Odd.Length)]];
        }

        var at = random.Next(bytes.Length);
        var length = Math.Min(bytes.Length - at, random.Next(4) == 0 ? random.Next(1, 2000) : random.Next(1, 12));
        switch (random.Next(11))
        {
            case 0:
                bytes = [.. bytes];
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes = [.. bytes];
                bytes[at] = Odd[random.Next(Odd.Length)];
                return bytes;
            case 2:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 3:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 4:
                return bytes[..at];
            case 5:
                return [.. bytes[..at], .. Enumerable.Range(0, length).Select(_ => (byte)random.Next(256)), .. bytes[at..]];
            case 6:
                return Lines(bytes);
            case 7:
                return Digits(bytes);
            case 8:
                return Digits(bytes);
            default:
                return Value(bytes);
        }
    }

    private byte[] Lines(byte[] bytes)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        var (from, to) = (random.Next(lines.Count), random.Next(lines.Count));
        var line = lines[from];
        if (random.Next(2) == 0)
        {
            lines.RemoveAt(from);
            to = Math.Min(to, lines.Count);
        }

        if (random.Next(3) > 0)
        {
            lines.Insert(to, line);
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private byte[] Digits(byte[] bytes) => Replace(bytes, Number(), number => random.Next(6) switch
    {
        0 => "99999999999999999999",
        1 => "",
        2 => "-" + number,
        3 => new string('0', number.Length),
        4 => new string('9', number.Length),
        _ => number[..^1] + random.Next(10),
    });

    private byte[] Value(byte[] bytes) => Replace(bytes, JsonValue(), _ => Values[random.Next(Values.Length)]);

    private byte[] Replace(byte[] bytes, Regex what, Func<string, string> with)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var at = random.Next(text.Length);
        var match = what.Match(text, at);
        if (!match.Success)
        {
            match = what.Match(text);
        }

        return match.Success
            ? [.. bytes[..match.Index], .. Encoding.UTF8.GetBytes(with(match.Value)), .. bytes[(match.Index + match.Length)..]]
            : bytes;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("(?<=: ?)(\"[^\"]*\"|[0-9]+|null|true|false|\\[[^\\[\\]]*\\])")]
    private static partial Regex JsonValue();
}

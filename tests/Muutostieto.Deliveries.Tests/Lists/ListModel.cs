using System.Globalization;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Tests.Lists;

/// <summary>The list that the recipient wants: uploaded as its own lists, and kept here as a set.</summary>
internal sealed class ListModel(ListScene scene, Random random)
{
    private readonly HashSet<long> entries = [];
    private readonly Dictionary<string, string[]> refused = [];
    private readonly List<(string Upload, List<(string Line, string? Fault)> Lines)> sent = [];
    private JournalKey? head;
    private bool wasEverOn;

    internal bool HasBegun => wasEverOn;

    /// <summary>The persons on the list as of a key, merged ones as the person they merged into.</summary>
    internal HashSet<long> Members(JournalKey to)
    {
        foreach (var entry in entries.ToList())
        {
            var survivor = entry;
            while (scene.Life.Reader.At(survivor, to)?.MergedInto is { } other)
            {
                survivor = other;
            }

            entries.Remove(entry);
            entries.Add(survivor);
        }

        return [.. entries.Where(entry => scene.Life.Reader.At(entry, to) is not null)];
    }

    internal void Delivered()
    {
        head = new JournalKey(scene.Engine.Published(ListScene.Id)[^1].Window.To);
        _ = Members(head.Value);
    }

    internal void Send()
    {
        var lines = new List<(string Line, string? Fault)>();
        for (var count = random.Next(1, 8); count > 0; count--)
        {
            lines.Add(Line());
        }

        var isCut = random.Next(8) == 0;
        var content = HttFile.Of(random.Next(2) == 0 ? "\n" : "\r\n", [.. lines.Select(line => line.Line)]);
        var name = scene.Send(isCut ? content[..^6] : content);
        if (isCut)
        {
            refused.Add(name, []);
            return;
        }

        sent.Add((name, lines));
    }

    /// <summary>
    /// What the night takes in: a code means what it meant when the last delivery was made, or else what it means now.
    /// </summary>
    internal void TakeIn()
    {
        foreach (var (upload, lines) in sent)
        {
            refused.Add(
                upload,
                [
                    .. lines
                        .Select((line, at) => (At: at + 2, Fault: line.Fault ?? Take(line.Line[..11], line.Line[11])))
                        .Where(line => line.Fault is not null)
                        .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.At} {line.Fault}")),
                ]);
        }

        sent.Clear();
    }

    internal void CheckResults()
    {
        foreach (var (upload, expected) in refused)
        {
            Assert.That(scene.Refused(upload), Is.EqualTo(expected), upload);
        }

        refused.Clear();
    }

    private string? Take(string code, char action)
    {
        var reader = scene.Life.Reader;
        var meant =
            head is { } known && reader.FindAll(code, known) is { Count: > 0 } then ? then : reader.FindAll(code, reader.LatestKey());
        if (meant is not [var person])
        {
            return meant.Count == 0 ? "unknown" : "ambiguous";
        }

        if (action == 'L')
        {
            wasEverOn = true;
            entries.Add(person.PersonId);
        }
        else if (action == 'P')
        {
            entries.Remove(person.PersonId);
        }

        return null;
    }

    private (string Line, string? Fault) Line()
    {
        switch (random.Next(12))
        {
            case 0: return ("010190-999WL", "unknown");
            case 1: return ("010190-900AL", "check-character");
            case 2: return ("310290-900XL", "date");
            case 3: return ("lorem ipsum", "length");
            case 4: return (Code(scene.Life.Persons[random.Next(scene.Life.Persons.Count)], scene.Life.Now) + "X", "action");
            case 5 or 6 or 7 when entries.Count > 0 && head is { } known:
                // Only by a code delivered to the recipient: it cannot know the meaning of others.
                var onIt = entries.ElementAt(random.Next(entries.Count));
                return scene.Life.Reader.At(onIt, known) is { } told
                    ? (told.IdentityCode + "P", null)
                    : (Code(onIt, scene.Life.Now) + "L", null);
            default:
                var person = scene.Life.Persons[random.Next(scene.Life.Persons.Count)];
                var versions = scene
                    .Life.Versions(person, default, scene.Life.Now)
                    .Where(version => version.MergedInto is null)
                    .ToList();
                return (versions[random.Next(versions.Count)].IdentityCode + "L", null);
        }
    }

    private string Code(long person, JournalKey key) => scene.Life.Reader.At(person, key)!.IdentityCode;
}

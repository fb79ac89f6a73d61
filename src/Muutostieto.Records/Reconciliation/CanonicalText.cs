using Muutostieto.Records.Fixed;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Model;
using Muutostieto.Records.State;

namespace Muutostieto.Records.Reconciliation;

/// <summary>
/// What a person's groups say, as one text that does not depend on the form they came in: a line a group, texts as fixed width can have
/// them, lines sorted.
/// The character flags, which speak of the form, are left out. The rules are in docs/format.md, so that any recipient can follow them.
/// </summary>
internal sealed class CanonicalText
{
    private readonly GrowingText text = new();
    private readonly GrowingText sorted = new();
    private readonly FixedTextEncoder encoder = new();
    private readonly List<(int Start, int End)> places = [];

    /// <summary>The text in UTF-8, valid until the next call.</summary>
    /// <param name="state">Identity code and groups in force.</param>
    /// <param name="genuineOnly">Leaves groups of our own out.</param>
    internal ReadOnlySpan<byte> Of(Record state, bool genuineOnly = false)
    {
        text.CutAt(0);
        places.Clear();
        for (var group = 0; group < state.GroupCount;)
        {
            var bundle = GroupBundle.At(state, group);
            if (!state.Spec(group).IsRaw && !(genuineOnly && state.Spec(group).IsOwn))
            {
                places.Add(WriteBundle(state, bundle, depth: 0));
            }

            group = bundle.End;
        }

        sorted.CutAt(0);
        sorted.Write("hetu="u8);
        sorted.Write(state[HeaderField.IdentityCode]);
        sorted.Write("\n"u8);
        Sort(places);
        return sorted.Written;
    }

    /// <summary>Writes a group, then what clarifies it, sorted, each one mark deeper.</summary>
    private (int Start, int End) WriteBundle(Record state, GroupBundle bundle, int depth)
    {
        var start = text.Length;
        WriteGroup(state, bundle.First, depth);
        if (bundle.Count == 1)
        {
            return (start, text.Length);
        }

        var first = text.Length;
        var children = new List<(int Start, int End)>();
        for (var group = bundle.First + 1; group < bundle.End;)
        {
            var child = GroupBundle.At(state, group) is var own && own.End <= bundle.End ? own : own with { Count = bundle.End - group };
            children.Add(WriteBundle(state, child, depth + 1));
            group = child.End;
        }

        if (children.Count > 1)
        {
            sorted.CutAt(0);
            Sort(children);
            text.CutAt(first);
            text.Write(sorted.Written);
        }

        return (start, text.Length);
    }

    private void Sort(List<(int Start, int End)> parts)
    {
        parts.Sort((left, right) => At(left).SequenceCompareTo(At(right)));
        foreach (var part in parts)
        {
            sorted.Write(At(part));
        }
    }

    private ReadOnlySpan<byte> At((int Start, int End) part) => text.Written[part.Start..part.End];

    private void WriteGroup(Record state, int group, int depth)
    {
        for (; depth > 0; depth--)
        {
            text.Write(">"u8);
        }

        var spec = state.Spec(group);
        text.Write(spec.CodeUtf8);
        foreach (var field in spec.Fields)
        {
            var value = state.Value(group, field.Index);
            if (value.IsEmpty || field.Kind == FieldKind.CharacterFlags)
            {
                continue;
            }

            var start = text.Length;
            text.Write("|"u8);
            text.Write(field.NameUtf8);
            text.Write("="u8);
            var empty = text.Length;
            WriteValue(field, value);
            if (text.Length == empty)
            {
                // A text that fixed width can only have as blanks is an empty field there.
                text.CutAt(start);
            }
        }

        text.Write("\n"u8);
    }

    private void WriteValue(FieldSpec field, ReadOnlySpan<byte> value)
    {
        if (field.Kind != FieldKind.Text)
        {
            text.Write(value);
            return;
        }

        Span<byte> slot = stackalloc byte[field.Length];
        _ = encoder.EncodeText(value, slot);
        text.WriteLatin1(slot.TrimEnd((byte)' '));
    }
}

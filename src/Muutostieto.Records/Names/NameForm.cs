using System.Collections.Frozen;
using System.Text;

namespace Muutostieto.Records.Names;

/// <summary>
/// Names as they are compared: two names are the same when their forms are. The rules are those of <c>docs/matching.md</c>, their table is
/// <see cref="NameTable"/>. A form is for comparing alone: letters with marks are taken apart in it.
/// </summary>
public static class NameForm
{
    // A letter is at most itself and two marks; one that is taken for two letters is at most four characters.
    private const int MostOfOne = 4;
    private const int OnStack = 512;

    private static readonly FrozenDictionary<int, string> ExactLetters = Letters(folds: false);
    private static readonly FrozenDictionary<int, string> FoldedLetters = Letters(folds: true);
    private static readonly FrozenSet<string> Kept = NameTable.Kept.Select(letter => NameTable.Marked[letter]).ToFrozenSet();

    /// <summary>
    /// Letter by letter: capitals as small letters, runs of spaces, hyphens and apostrophes as one space, none at the ends.
    /// </summary>
    public static string Exact(ReadOnlySpan<char> name) => Write(name, folds: false);

    /// <summary>As <see cref="Exact"/>, without diacritics except those of å, ä and ö.</summary>
    public static string Folded(ReadOnlySpan<char> name) => Write(name, folds: true);

    private static string Write(ReadOnlySpan<char> name, bool folds)
    {
        var most = name.Length * MostOfOne;
        var form = most <= OnStack ? stackalloc char[OnStack] : new char[most];
        var letters = folds ? FoldedLetters : ExactLetters;
        var (length, hasSpace) = (0, false);
        foreach (var rune in name.EnumerateRunes())
        {
            var small = Rune.ToLowerInvariant(rune);
            if (NameTable.Spaces.Contains(small.Value))
            {
                hasSpace = length > 0;
            }
            else if (small.IsBmp && NameTable.IsMark((char)small.Value))
            {
                length = hasSpace ? length : AddMark(form, length, (char)small.Value, folds);
            }
            else if (!NameTable.Dropped.Contains(small.Value))
            {
                if (hasSpace)
                {
                    form[length++] = ' ';
                    hasSpace = false;
                }

                if (letters.TryGetValue(small.Value, out var parts))
                {
                    parts.CopyTo(form[length..]);
                    length += parts.Length;
                }
                else
                {
                    length += small.EncodeToUtf16(form[length..]);
                }
            }
        }

        return new string(form[..length]);
    }

    /// <summary>A mark after a letter: in one order, whatever the order in which they are written, and each once.</summary>
    /// <returns>The new length.</returns>
    private static int AddMark(Span<char> form, int length, char mark, bool folds)
    {
        var at = length;
        while (at > 0 && NameTable.IsMark(form[at - 1]) && form[at - 1] > mark)
        {
            at--;
        }

        var letter = at;
        while (letter > 0 && NameTable.IsMark(form[letter - 1]))
        {
            letter--;
        }

        if (letter == 0 || (at > letter && form[at - 1] == mark) || (folds && !IsKept(form[letter - 1], mark)))
        {
            return length;
        }

        form[at..length].CopyTo(form[(at + 1)..]);
        form[at] = mark;
        return length + 1;
    }

    private static bool IsKept(char letter, char mark) =>
        Kept.GetAlternateLookup<ReadOnlySpan<char>>().Contains([letter, mark]);

    private static FrozenDictionary<int, string> Letters(bool folds)
    {
        var letters = NameTable.Same.Concat(NameTable.Marked).ToDictionary(letter => letter.Key, letter => letter.Value);
        if (folds)
        {
            foreach (var (letter, parts) in NameTable.Marked)
            {
                letters[letter] = WithoutMarks(parts);
            }

            foreach (var (letter, others) in NameTable.Folded)
            {
                letters[letter] = others;
            }
        }

        return letters.ToFrozenDictionary(letter => Rune.GetRuneAt(letter.Key, 0).Value, letter => letter.Value);
    }

    /// <summary>The letter that marks are on, as it is taken without diacritics, and of the marks those that are kept.</summary>
    private static string WithoutMarks(string parts)
    {
        var letter = parts[..1];
        var kept = parts[1..].Where(mark => NameTable.Kept.Any(one => NameTable.Marked[one] == letter + mark));
        return NameTable.Folded.GetValueOrDefault(letter, letter) + string.Concat(kept);
    }
}

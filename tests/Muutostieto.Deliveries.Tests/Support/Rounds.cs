using System.Globalization;

namespace Muutostieto.Deliveries.Tests.Support;

/// <summary>
/// Repeats the body of a property: <c>MUUTOSTIETO_ROUNDS</c> multiplies its runs, for a long search with fresh seeds. The seeds follow from
/// the one that FsCheck gives, so that what it finds is found again.
/// </summary>
internal static class Rounds
{
    private const int Widest = 1_000_000;

    /// <summary>How often each case of a property is run; 1 unless the environment says otherwise.</summary>
    internal static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("MUUTOSTIETO_ROUNDS"), CultureInfo.InvariantCulture, out var count) ? count : 1;

    internal static void Run(int seed, Action<int> body)
    {
        foreach (var one in Seeds(seed, Count))
        {
            try
            {
                body(one);
            }
            catch (Exception failure) when (one != seed)
            {
                throw new AssertionException($"seed {one}: {failure.Message}", failure);
            }
        }
    }

    /// <summary>The seed itself, then others.</summary>
    internal static IEnumerable<int> Seeds(int seed, int count)
    {
        var random = new Random(seed);
        for (var round = 0; round < count; round++)
        {
            yield return round == 0 ? seed : random.Next(-Widest, Widest);
        }
    }
}

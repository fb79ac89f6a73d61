using Muutostieto.Deliveries.Tests.Convergence;
using Muutostieto.Interface.Calls;
using Muutostieto.Register;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Interface.Tests.Pages;

/// <summary>A register with a life, and copies of it that stay as they were when they were taken.</summary>
internal sealed class LifeCopies(LifeRegister life, Random random) : IRegisterSource, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;
    private readonly List<IRegister> copies = [];

    /// <summary>The keys for which a copy was asked for.</summary>
    internal List<JournalKey> Asked { get; } = [];

    /// <summary>How many questions a copy answers before it breaks off; null: all.</summary>
    internal int? Answers { get; set; }

    /// <summary>The copy that breaks off, when one was opened.</summary>
    internal BreakingCopy? Breaking { get; private set; }

    /// <summary>Takes a copy of what is now.</summary>
    internal void Take()
    {
        life.Commit();
        var path = Path.Combine(folder, FormattableString.Invariant($"{copies.Count}.db"));
        foreach (var end in new[] { "", "-wal" }.Where(end => File.Exists(life.Path + end)))
        {
            File.Copy(life.Path + end, path + end);
        }

        copies.Add(SqliteRegister.OpenRead(path));
    }

    /// <summary>Some copy that has a key; null when there is none, and now and then.</summary>
    internal IRegister? Find(JournalKey atLeast)
    {
        Asked.Add(atLeast);
        var found = copies.Where(copy => copy.LatestKey() >= atLeast).ToList();
        return found.Count == 0 || random.Next(5) == 0 ? null : found[random.Next(found.Count)];
    }

    public IRegister Open() => SqliteRegister.OpenRead(life.Path);

    public ValueTask<IRegister?> OpenCopyAsync(IRegister register, JournalKey atLeast, CancellationToken cancellation)
    {
        Asked.Add(atLeast);
        var last = copies.FindLastIndex(copy => copy.LatestKey() >= atLeast);
        if (last < 0)
        {
            return new((IRegister?)null);
        }

        var copy = SqliteRegister.OpenRead(Path.Combine(folder, FormattableString.Invariant($"{last}.db")));
        if (Answers is not { } answers)
        {
            return new(copy);
        }

        var breaking = BreakingCopy.Of(copy, answers, out var made);
        Breaking = made;
        return new(breaking);
    }

    public void Dispose()
    {
        copies.ForEach(copy => copy.Dispose());
        Directory.Delete(folder, recursive: true);
    }
}

using Muutostieto.Records;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>
/// A folder that is copied to. What is written has a name of its own until it is placed, also after a program was killed:
/// <see cref="Place"/> and <see cref="Undo"/> are each other's opposite, and <see cref="Clear"/> ends both.
/// </summary>
public interface IFolderTarget
{
    /// <summary>Refuses a folder that holds anything of the store.</summary>
    /// <exception cref="MuutostietoException">Usage: there is something.</exception>
    void RequireEmpty();

    /// <summary>Copies from the database, durably.</summary>
    /// <param name="report">Called for each row with table and count. What it throws ends the copy.</param>
    /// <returns>What was copied, table by table.</returns>
    /// <exception cref="MuutostietoException">Integrity: the store in the database is damaged.</exception>
    IReadOnlyList<CopiedRows> Write(Action<string, long> report);

    /// <summary>Reads again what was written, before it is placed.</summary>
    /// <inheritdoc cref="Write" path="/param"/>
    /// <returns>The same, unless what is there is not what was copied.</returns>
    IReadOnlyList<CopiedRows> Read(Action<string, long> report);

    /// <summary>Gives what was written its names.</summary>
    void Place();

    /// <summary>Removes what a copy that was broken off has placed. Called only then, by the same or a later copy.</summary>
    void Undo();

    /// <summary>Removes what has the copy's own name.</summary>
    void Clear();
}

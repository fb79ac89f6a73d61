using System.IO.Abstractions;
using Muutostieto.Records;
using Muutostieto.Records.Files;

namespace Muutostieto.Recipient.Converting;

/// <summary>
/// A file on its way: written under a hidden name beside its target, given its own name when it is whole. Whatever stops the writing, the
/// target is untouched.
/// </summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string target;
    private readonly bool force;
    private readonly string temporary;

    /// <exception cref="MuutostietoException">The target's folder is missing or not writable, or something is there already and is not to
    /// be replaced.</exception>
    internal PendingFile(string target, bool force)
    {
        this.target = Path.GetFullPath(target);
        this.force = force;
        var folder = Path.GetDirectoryName(this.target) ?? ".";
        if (!Directory.Exists(folder))
        {
            throw new MuutostietoException(FailureKind.Usage, $"{folder}: no such folder.")
            {
                Remedy = new RecipientRemedy.OutputFolder(),
            };
        }

        if (Directory.Exists(this.target))
        {
            throw new MuutostietoException(FailureKind.Usage, $"{target}: a folder, expected the name of a file to write.");
        }

        if (!force && File.Exists(this.target))
        {
            throw Exists();
        }

        temporary = Path.Combine(folder, $".{Path.GetFileName(this.target)}.{Path.GetRandomFileName()}");
        Spool = temporary + ".spool";
        try
        {
            Stream = PrivateFile.Open(new FileSystem(), temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{folder}: cannot be written to ({error.Message}).",
                error)
            {
                Remedy = new RecipientRemedy.WritableOutput(),
            };
        }
    }

    internal FileSystemStream Stream { get; }

    /// <summary>An unused folder name beside the target; not created here.</summary>
    internal string Spool { get; }

    /// <summary>Makes sure that everything is on the disk; the stream may be closed afterwards.</summary>
    /// <returns>The size.</returns>
    internal long Flush()
    {
        Stream.Flush(flushToDisk: true);
        return Stream.Length;
    }

    /// <summary>Gives the file its name. The stream must be closed.</summary>
    internal void Publish()
    {
        try
        {
            File.Move(temporary, target, force);
        }
        catch (IOException) when (!force && File.Exists(target))
        {
            throw Exists();
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(temporary);
        if (Directory.Exists(Spool))
        {
            Directory.Delete(Spool, recursive: true);
        }
    }

    private MuutostietoException Exists() =>
        new(FailureKind.Usage, $"{target}: is there already and was left as it is.")
        {
            Remedy = new RecipientRemedy.ReplaceOutput(),
        };
}

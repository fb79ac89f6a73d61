using System.Text;

namespace Muutostieto.Drops.Sftp;

/// <summary>Words of a line for OpenSSH's sftp, which splits and unquotes much like a shell and expands wildcards in unquoted words.</summary>
internal static class SftpQuoting
{
    /// <summary>One word that stands for exactly this text: within double quotes only the quote and the backslash mean something.</summary>
    public static string Word(string text)
    {
        if (text.Any(char.IsControl))
        {
            throw new ArgumentException("A path with control characters cannot be told to sftp.", nameof(text));
        }

        var word = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
            {
                word.Append('\\');
            }

            word.Append(c);
        }

        return word.Append('"').ToString();
    }

    /// <summary>A path of this host: sftp knows forward slashes only.</summary>
    public static string LocalPath(string path) => Word(OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path);

    /// <summary>The value of an ssh option that is a path: quoted, with the percent signs of its tokens doubled.</summary>
    public static string OptionPath(string path) => Word(path.Replace("%", "%%", StringComparison.Ordinal));
}

using Muutostieto.Records.Files;
using Muutostieto.Records.Lists;

namespace Muutostieto.Recipient.Checking;

/// <summary>
/// Checks a list of identity codes (<c>.HTT</c>) before it is sent: as the sender of deliveries will, but for who is known to the register.
/// </summary>
internal static class ListFileCheck
{
    internal static bool IsList(string path) =>
        path.EndsWith(".HTT", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".HTT.txt", StringComparison.OrdinalIgnoreCase);

    internal static FileCheck Run(string path)
    {
        var bytes = new FileInfo(path).Length;
        var check = new FileCheck(path, "list") { Bytes = bytes, IsCounted = true };
        if (!ListFileName.Pattern().IsMatch(Path.GetFileName(path)))
        {
            check.Log.Fault(
                0,
                "name",
                "not the name of a list: expected <customer>_yyyyMMdd.HTT, or <customer>_yyyyMMdd_n.HTT for more than one a day. The file "
                    + "would not be taken");
        }

        byte[] content;
        try
        {
            content = ForeignFile.Read(path, IdentityCodeList.LargestBytes);
        }
        catch (InvalidDataException error)
        {
            check.Log.Fault(0, "list", $"{error.Message}: send the list in several files");
            return check;
        }

        var list = IdentityCodeList.Read(content);
        check.Records = list.Lines.Count;
        check.Lines = list.Count;
        if (list.Fault is { } fault)
        {
            check.Log.Fault(0, "envelope", $"{fault}. The file would be refused as a whole");
        }

        foreach (var refused in list.Refused)
        {
            check.Log.Fault(refused.Line, refused.Why.WireName(), refused.Why.Describe());
        }

        return check;
    }
}

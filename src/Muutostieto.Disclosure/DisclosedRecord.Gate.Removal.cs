using Muutostieto.Records.Model;
using Muutostieto.Register;

namespace Muutostieto.Disclosure;

public sealed partial class DisclosedRecord
{
    public sealed partial class Gate
    {
        /// <summary>
        /// Names a person for which the recipient has a record, and who has none any more: the identity code of then, and nothing else. It
        /// says of everyone the same, also of who is protected now, as a leaving line without data does.
        /// </summary>
        /// <param name="row">The person as of the key of the record that the recipient has.</param>
        /// <param name="disclosed">Filled with the code.</param>
        public void DiscloseRemoval(in VersionRow row, DisclosedRecord disclosed)
        {
            ArgumentNullException.ThrowIfNull(disclosed);
            disclosed.Clear();
            disclosed.content.Set(HeaderField.IdentityCode, row.IdentityCode);
            SetHeader(disclosed.content, RecordType.Old, planned);
        }
    }
}
